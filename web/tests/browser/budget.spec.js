// What the page may cost: bytes, stops of the focus, keys.
import { test, expect } from './lib/test.js'
import { mapHeight } from '../../page/height.js'
import { openMap, map, mark, card, row } from './lib/page.js'

const KB = 1000

test('script and style of the page are 65 KB at most', async ({ page }) => {
  /** @type {Promise<[string, number]>[]} */
  const sizes = []
  page.on('requestfinished', r => {
    if (/\.(js|css)(\?|$)/.test(r.url())) sizes.push(r.sizes().then(s => [new URL(r.url()).pathname, s.responseBodySize]))
  })
  await openMap(page, map)
  await page.waitForLoadState('networkidle')
  const all = await Promise.all(sizes)
  const sum = all.reduce((n, [, size]) => n + size, 0)
  test.info().annotations.push({ type: 'bytes', description: `${sum}: ${all.map(([name, size]) => `${name} ${size}`).join(', ')}` })
  expect(all.length).toBeGreaterThan(3)
  expect(sum).toBeLessThanOrEqual(65 * KB)
})

test('what 500 events need for the map is 28 KB at most', async ({ page, serve }) => {
  const { events } = await import('../../bench/events.js')
  const { mkdirSync, writeFileSync } = await import('node:fs')
  const dir = test.info().outputPath('events')
  mkdirSync(dir)
  writeFileSync(dir + '/events.geojson', JSON.stringify(events(500)))
  const server = await serve(dir)
  const got = page.waitForEvent('requestfinished', r => r.url().includes('/entries.geojson'))
  await page.goto(server.url)
  const { responseBodySize } = await (await got).sizes()
  test.info().annotations.push({ type: 'bytes', description: String(responseBodySize) })
  expect(responseBodySize).toBeLessThanOrEqual(28 * KB)
})

test.describe('on a sharp screen', () => {
  test.use({ deviceScaleFactor: 3 })
  for (const lang of ['en', 'ru']) {
    test(`embeds from 300 to 1000 px have one picture of 80 KB at most, ${lang}`, async ({ page }) => {
      /** @type {{at: string, bytes: Promise<number>}[]} */
      let got = []
      page.on('requestfinished', r => {
        if (r.url().includes('.png')) got.push({ at: r.url(), bytes: r.sizes().then(s => s.responseBodySize) })
      })
      /** @type {number[]} */
      const sizes = []
      for (const width of [300, 320, 360, 390, 412, 500, 600, 700, 830, 900, 960, 1000]) {
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme })
          await page.setViewportSize({ width, height: 480 })
          await page.goto(`${map}/embed?lang=${lang}`)
          // As high as it asks to be.
          const [wide, rest] = await page.locator('main').evaluate(e => [e.clientWidth, e.clientHeight - Number(e.querySelector('.mapbox')?.clientHeight)])
          await page.setViewportSize({ width, height: mapHeight(wide) + rest + 2 })
          got = []
          await page.reload()
          await page.waitForLoadState('networkidle')
          expect(got.map(g => g.at), String(width)).toHaveLength(1)
          sizes.push(await got[0].bytes)
          expect(sizes.at(-1), got[0].at).toBeLessThanOrEqual(80 * KB)
        }
      }
      test.info().annotations.push({ type: 'bytes', description: sizes.join(' ') })
    })
  }
})

for (const address of [map, map + '/embed']) {
  test(`${address}: eight stops at most lead through the map`, async ({ page }) => {
    await openMap(page, address)
    // The map's own, one after the other: those before and after it are the page's.
    const stops = await page.evaluate(() => [...document.querySelectorAll('#map a[href], #map button, #map [tabindex]')]
      .filter(e => /** @type {HTMLElement} */ (e).tabIndex >= 0 && e.checkVisibility()).length)
    expect(stops).toBeLessThanOrEqual(8)
    await page.evaluate(() => {
      const before = document.createElement('button')
      document.getElementById('map')?.before(before)
      before.focus()
    })
    let presses = 0
    do {
      await page.keyboard.press('Tab')
      presses++
    } while (presses < 20 && await page.evaluate(() => document.activeElement?.closest('#map')))
    expect(presses, 'from before the map to after it').toBeLessThanOrEqual(8)
  })
}

test('four keys at most lead from the list to the sources of an entry', async ({ page }) => {
  await openMap(page, map)
  await page.locator('#list').focus()
  let keys = 0
  const press = async (/** @type {string} */ key) => {
    keys++
    await page.keyboard.press(key)
  }
  const title = row(page, 'movements/sealift-vladivostok').locator('.name a')
  while (keys < 6 && !(await title.evaluate(e => e === document.activeElement))) await press('Tab')
  await press('Enter')
  await expect(card(page)).toContainText('Dmitry Peskov')
  test.info().annotations.push({ type: 'keys', description: String(keys) })
  expect(keys).toBeLessThanOrEqual(4)
})

test('from a mark to its sources and back', async ({ page }) => {
  await openMap(page, map)
  await mark(page, 'events/gathering-khabarovsk').focus()
  await page.keyboard.press('Enter')
  await expect(card(page)).toContainText('Who says what')
  await page.keyboard.press('Escape')
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeFocused()
})

// 400 % of a window of 1280 × 1024.
for (const viewport of [{ width: 320, height: 640 }, { width: 320, height: 256 }]) {
  test.describe(`${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport })
    for (const lang of ['en', 'uk', 'ar']) {
      test(`nothing is lost and nothing scrolls both ways, ${lang}`, async ({ page }) => {
        await page.goto(`${map}?lang=${lang}&open=movements/sealift-vladivostok`)
        await expect(card(page)).toBeVisible()
        await page.locator('#set-dates').click({ force: true })
        const wide = await page.evaluate(() => {
          const root = document.documentElement
          const outside = [...document.querySelectorAll('main :not(.map *, .away, .away *, .strip *)')].filter(e => {
            const r = e.getBoundingClientRect()
            return r.width > 1 && e.checkVisibility() && getComputedStyle(e).clipPath === 'none' && (r.right > innerWidth + 1 || r.left < -1) && !e.closest('.skip')
          }).map(e => `${e.localName}.${e.className}`)
          return { scroll: root.scrollWidth - root.clientWidth, outside }
        })
        expect(wide).toEqual({ scroll: 0, outside: [] })
        // The card itself scrolls one way.
        const inner = await card(page).evaluate(e => e.scrollWidth - e.clientWidth)
        expect(inner).toBe(0)
      })
    }
  })
}
