// Layers too large to be drawn one by one come from vector tiles.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test, expect } from './lib/test.js'
import { card } from './lib/page.js'

/** 4,000 points about one place, and one alone. @param {(i: number) => object} member of a feature beside its geometry */
function crowd(member) {
  const at = (/** @type {number} */ i) => (i < 4000 ? [30 + (i % 64) / 1000, 50 + Math.floor(i / 64) / 1000] : [60, 40])
  const features = Array.from({ length: 4001 }, (_, i) => ({ type: 'Feature', ...member(i), geometry: { type: 'Point', coordinates: at(i) } }))
  const dir = test.info().outputPath('crowd')
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'events.geojson'), JSON.stringify({ type: 'FeatureCollection', features }))
  return dir
}

/** @param {import('@playwright/test').Page} page @param {string} address */
async function openTiles(page, address) {
  const tile = page.waitForResponse((r) => /\/tiles\/.*\.mvt/.test(r.url()) && r.status() === 200)
  await page.goto(address)
  await tile
  await expect(page.locator('.tiles-note')).toHaveText(/4,001/)
  const box = await page.locator('#map').boundingBox()
  if (!box) throw new Error('there is no map')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

for (const [kind, member] of /** @type {[string, (i: number) => object][]} */ ([
  ['texts for ids', (i) => ({ id: 'e' + i, properties: { title: 'Event ' + i } })],
  ['numbers for ids', (i) => ({ id: i, properties: { title: 'Event ' + i } })],
  ['no ids', (i) => ({ properties: { title: 'Event ' + i } })],
])) {
  test(`a mark from a tile opens its card: ${kind}`, async ({ page, serve }) => {
    const server = await serve(crowd(member))
    const middle = await openTiles(page, server.url + '/?view=60,40,6')
    await expect(async () => {
      await page.mouse.click(middle.x, middle.y)
      await expect(card(page)).toContainText('Event 4000', { timeout: 1000 })
    }).toPass()
    await expect(page).toHaveURL(/open=events/)
  })
}

test('a cluster from a tile opens into smaller ones', async ({ page, serve }) => {
  const server = await serve(crowd((i) => ({ id: i, properties: { title: 'Event ' + i } })))
  const middle = await openTiles(page, server.url + '/?view=30.03,50.03,5')
  await expect(async () => {
    await page.mouse.click(middle.x, middle.y)
    const zoom = Number(new URL(page.url()).searchParams.get('view')?.split(',')[2])
    expect(zoom).toBeGreaterThan(5)
  }).toPass()
})

test('a filter changes the tiles', async ({ page, serve }) => {
  const server = await serve(crowd((i) => ({ id: i, properties: { title: 'Event ' + i, kind: i % 2 ? 'odd' : 'even' } })))
  await openTiles(page, server.url + '/')
  const filtered = page.waitForResponse((r) => /\.mvt\?.*q=4000/.test(r.url()))
  await page.getByRole('link', { name: 'Search' }).click()
  await page.getByLabel('Words in the entries').fill('4000')
  await filtered
  await expect(page.locator('.entry')).toHaveCount(1)
})
