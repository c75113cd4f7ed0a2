// axe-core finds nothing, light and dark.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { test, expect } from './lib/test.js'
import { drawn, card, map } from './lib/page.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** @param {import('@playwright/test').Page} page */
async function violations(page) {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap((/** @type {any} */ v) => v.nodes.map((/** @type {any} */ n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ')}`))
  })
}

/** @type {Record<string, (page: import('@playwright/test').Page) => Promise<unknown>>} */
const states = {
  page: async page => { await page.goto(map); await drawn(page, 5) },
  'page with a card': async page => { await page.goto(map + '?open=movements/sealift-vladivostok'); await drawn(page, 5); await card(page).waitFor() },
  'page with dates set': async page => {
    await page.goto(map + '?datetime=2024-10-08/2024-10-13&match=must&status=denied,claimed')
    await drawn(page)
    await page.getByRole('button', { name: 'Set dates' }).click()
  },
  'page with the search open': async page => { await page.goto(map); await drawn(page, 5); await page.getByRole('link', { name: 'Search' }).click(); await page.getByRole('dialog', { name: 'Search and filter' }).waitFor() },
  'page with the share box open': async page => { await page.goto(map); await drawn(page, 5); await page.getByRole('link', { name: 'Share' }).click(); await page.getByRole('dialog', { name: 'Share and embed' }).waitFor() },
  'page with the menu of a place': async page => { await page.goto(map); await drawn(page, 5); await page.locator('#map [aria-label*="Seoul: 2"]').click(); await page.getByRole('menu').waitFor() },
  'page where nothing matches': async page => { await page.goto(map + '?status=confirmed'); await page.getByText('No entry matches.').waitFor() },
  'embed as a picture': async page => { await page.setViewportSize({ width: 700, height: 480 }); await page.goto(map + '/embed') },
  'embed as a picture with a card, from right to left': async page => { await page.setViewportSize({ width: 390, height: 480 }); await page.goto(map + '/embed?lang=ar&open=events/gathering-khabarovsk'); await card(page).waitFor() },
  'embed as a picture alone': async page => { await page.goto(map + '/embed?ui=none') },
  embed: async page => { await page.setViewportSize({ width: 700, height: 480 }); await page.goto(map + '/embed'); await drawn(page, 5) },
  'embed with a card': async page => { await page.setViewportSize({ width: 700, height: 480 }); await page.goto(map + '/embed?open=events/gathering-khabarovsk'); await drawn(page, 5); await card(page).waitFor() },
  phone: async page => { await page.setViewportSize({ width: 390, height: 844 }); await page.goto(map); await drawn(page, 5) },
  'phone with an unfolded entry': async page => { await page.setViewportSize({ width: 390, height: 844 }); await page.goto(map); await page.locator('.entry summary').first().click(); await page.locator('.entry .voices').first().waitFor() },
  'page from right to left': async page => { await page.goto(map + '?lang=ar&open=movements/sealift-vladivostok'); await drawn(page, 5); await card(page).waitFor() },
  'page that says how the map is read': async page => { await page.goto(map + '?group=day'); await drawn(page, 5); await page.locator('.how summary').click() },
  'map and key alone': async page => { await page.goto(map + '?ui=min'); await drawn(page, 5) },
  'error page': async page => { await page.goto('/nothing') },
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    for (const [name, reach] of Object.entries(states)) {
      test(name, async ({ page, guard }) => {
        guard.expect('404 (Not Found)')
        await reach(page)
        expect(await violations(page)).toEqual([])
      })
    }
  })
}

test.describe('without script', () => {
  // axe itself needs script, so the page's own is kept from loading.
  test('page', async ({ page, guard }) => {
    guard.expect('net::ERR_FAILED')
    await page.route('**/*.js', route => route.abort())
    await page.goto(map)
    expect(await violations(page)).toEqual([])
  })
})
