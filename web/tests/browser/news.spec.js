// The desk changes the map while somebody looks at it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { test, expect } from './lib/test.js'
import { drawn, marks } from './lib/page.js'

/** @param {string[]} days one event on each */
const events = days => JSON.stringify({
  type: 'FeatureCollection',
  features: days.map((when, i) => ({
    type: 'Feature', id: 'e' + i, geometry: { type: 'Point', coordinates: [130 + i, 45 + i] },
    properties: { title: 'Event ' + i, when, kind: i > 2 ? 'flood' : 'storm', status: 'claimed', sources: [{ name: i > 2 ? 'Later' : 'Sooner', stance: 'claims' }] },
  })),
})

/** The tab is looked at again. @param {import('@playwright/test').Page} page */
const look = page => page.evaluate(() => { document.dispatchEvent(new Event('visibilitychange')) })

/** @param {import('@playwright/test').Page} page @param {(...args: string[]) => Promise<import('./lib/server.js').Dateline>} serve */
async function desk(page, serve) {
  const dir = test.info().outputPath('desk')
  mkdirSync(dir)
  const file = dir + '/events.geojson'
  writeFileSync(file, events(['2024-05-01', '2024-05-04', '2024-05-10']))
  const server = await serve(dir)
  await page.goto(server.url)
  await drawn(page, 3)
  return {
    server,
    /** @param {string} text */
    async write(text) {
      const before = await (await fetch(server.url + '/readyz')).text()
      writeFileSync(file, text)
      const maps = (/** @type {string} */ s) => JSON.stringify(JSON.parse(s).maps)
      await expect.poll(async () => maps(await (await fetch(server.url + '/readyz')).text())).not.toBe(maps(before))
    },
  }
}

test('an open page takes over what the desk has changed', async ({ page, serve }) => {
  const { write } = await desk(page, serve)
  await expect(page.locator('.head')).toContainText('3 reports')
  await page.locator('#list .name a').nth(1).focus()
  const starts = await page.locator('#strip').getAttribute('data-starts')
  await write(events(['2024-05-01', '2024-05-04', '2024-05-10', '2024-06-20', '2024-06-21']))
  await look(page)
  await expect(page.locator('.entry')).toHaveCount(5)
  await expect(marks(page)).not.toHaveCount(3)
  await expect(page.locator('.head')).toContainText('5 reports · 1 May – 21 June 2024')
  await expect(page.locator('#list .name a').nth(1), 'the reader stays').toBeFocused()
  await expect(page.locator('#source option', { hasText: 'Later' })).toHaveCount(1)
  await expect(page.locator('#kind option', { hasText: /flood/i })).toHaveCount(1)

  // The grips stand on the new days.
  const now = await page.locator('#strip').getAttribute('data-starts')
  expect(now).not.toBe(starts)
  const last = JSON.parse(await page.locator('#strip').getAttribute('data-ends') ?? '[]').pop()
  await expect(page.locator('#slide-to')).toHaveValue(await page.locator('#slide-to').getAttribute('max') ?? '')
  await page.locator('#slide-from').focus()
  await page.keyboard.press('End')
  await expect(page).toHaveURL(new RegExp(`datetime=${JSON.parse(now ?? '[]').pop()}/\\.\\.`))
  expect(last >= '2024-06-21').toBe(true)
  await expect(page.locator('.entry')).toHaveCount(2)
})

test('a press of a filter takes it over as well', async ({ page, serve }) => {
  const { write } = await desk(page, serve)
  await write(events(['2024-05-01', '2024-05-04', '2024-05-10', '2024-06-20']))
  await page.locator('label:has(#status-confirmed)').click()
  await expect(page.locator('.head')).toContainText('4 reports')
  await expect(page.locator('.entry')).toHaveCount(4)
})

test('what cannot be read is said, with the date of what is shown', async ({ page, serve }) => {
  const { write, server } = await desk(page, serve)
  await write(events(['2024-05-01', '2024-05-04']).slice(0, 200))
  await look(page)
  await expect(page.locator('.head')).toContainText(/The newest data could not be read\. Shown as of \d+ \w+ \d{4}, \d\d:\d\d UTC\./)
  await expect(page.locator('.entry')).toHaveCount(3)
  await page.goto(server.url + '/maps/desk/embed?lang=ru')
  await expect(page.locator('header')).toContainText('Новейшие данные не удалось прочитать.')
})

test('only who may be looking asks, and gets nothing where nothing is new', async ({ page, serve }) => {
  await desk(page, serve)
  /** @type {import('@playwright/test').Request[]} */
  const asked = []
  page.on('request', r => { asked.push(r) })
  await page.evaluate(() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }) })
  await look(page)
  await page.waitForTimeout(300)
  expect(asked.map(r => r.url())).toEqual([])
  await page.evaluate(() => { Object.defineProperty(document, 'hidden', { value: false }) })
  await look(page)
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0].url()).toContain('part=made')
  expect((await (await asked[0].response())?.body())?.length).toBeLessThan(100)
  await look(page)
  await page.waitForTimeout(300)
  expect(asked).toHaveLength(1)
})
