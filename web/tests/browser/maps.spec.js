// Folders of a desk's own: several maps, much data, edits.
import { appendFileSync, existsSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { check } from '@placemarkio/check-geojson'
import { root } from './lib/build.js'
import { test, expect } from './lib/test.js'
import { openMap, drawn, card, marks, mark, map, inset } from './lib/page.js'

/** @param {string} name of the folder @param {Record<string, string>} files */
function folder(name, files) {
  const dir = test.info().outputPath(name)
  mkdirSync(dir)
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(dir, file), text)
  return dir
}

/** A file of the test corpora; without it the test is skipped, or fails under CI. @param {string} name */
function corpus(name) {
  const file = path.join(process.env.DATELINE_CORPORA || path.join(root, '../shared/corpora'), name)
  if (existsSync(file)) return file
  const missing = `missing: the test corpus ${name} (set DATELINE_CORPORA)`
  if (process.env.CI) throw new Error(missing)
  console.log(missing)
  test.skip(true, missing)
  return ''
}

/** @param {string[]} ids */
const points = (...ids) => JSON.stringify({ type: 'FeatureCollection', features: ids.map((id, i) => ({ type: 'Feature', id, geometry: { type: 'Point', coordinates: [30 + i, 50] }, properties: { title: `Title of ${id}` } })) })

test('several maps have an index, and each its page', async ({ page, serve }) => {
  const server = await serve(folder('harbours', { 'map.yaml': 'title: Harbours\ndescription: Ships seen.\n', 'ships.geojson': points('one', 'two') }), folder('rails', { 'trains.csv': 'id,lat,lon,title\nx,50,30,A train\n' }))
  await page.goto(server.url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Maps')
  await expect(page.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText('Ships seen.')).toBeVisible()
  await page.getByRole('link', { name: 'Harbours' }).click()
  await expect(page).toHaveURL(server.url + '/maps/harbours')
  await drawn(page, 2)
  await mark(page, 'ships/one').click()
  await expect(card(page)).toContainText('Title of one')
  await page.goto(server.url + '/maps/rails')
  await drawn(page, 1)
  await expect(page.locator('.entry')).toContainText('A train')
})

test('an edit shows with the next request of an open page', async ({ page, serve }) => {
  const dir = folder('live', { 'a.geojson': points('one') })
  const server = await serve(dir)
  await openMap(page, server.url)
  await expect(page.locator('.entry')).toHaveCount(1)
  writeFileSync(path.join(dir, 'a.geojson'), points('one', 'two'))
  await expect.poll(async () => (await (await page.request.get(server.url + '/maps/live/entries.geojson')).json()).total).toBe(2)
  await page.getByRole('link', { name: 'Search' }).click()
  await page.getByLabel('Words in the entries').fill('Title')
  await expect(page.locator('.entry')).toHaveCount(2)
  await expect(mark(page, 'a/two')).toBeAttached()
  appendFileSync(path.join(dir, 'a.geojson'), 'x')
  await expect.poll(async () => (await (await page.request.get(server.url + '/readyz')).json()).maps[0].problem_count).toBe(1)
  await page.reload()
  await expect(page.locator('.entry'), 'the last good version stays up').toHaveCount(2)
})

test('an empty folder is a page too', async ({ page, serve }) => {
  const server = await serve(folder('empty', { 'nothing.geojson': '{"type":"FeatureCollection","features":[]}' }))
  await page.goto(server.url)
  await expect(page.getByText('There are no entries on this map yet.')).toBeVisible()
  await page.locator('#map .leaflet-base-pane img.leaflet-tile-loaded').first().waitFor()
  await expect(page.locator('.entry')).toHaveCount(0)
})

test('a thousand earthquakes and 512 storms are listed in pages and drawn in clusters', async ({ page, serve }) => {
  const dir = folder('nature', {})
  for (const file of ['hurdat_storms_1975_2020.geojson', 'fiji_quakes_1000.geojson']) copyFileSync(corpus(file), path.join(dir, file))
  const server = await serve(dir)
  await openMap(page, server.url)
  await expect(page.locator('.entry')).toHaveCount(100)
  await expect(page.getByText('1–100, page 1 of 16')).toBeVisible()
  const clusters = page.locator('#map .stage .mark:has(.cluster)')
  const all = await marks(page).evaluateAll(list => list.map(e => e.getAttribute('aria-label') ?? ''))
  const groups = all.map(label => Number(/^([\d,]+) entries/.exec(label)?.[1].replace(/,/g, '') ?? 0))
  expect(await clusters.count(), 'points are drawn in clusters').toBeGreaterThan(2)
  expect(Math.max(...groups)).toBeGreaterThan(10)

  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page.getByText('101–200, page 2 of 16')).toBeVisible()
  await expect(page).toHaveURL(/[?&]page=2/)
  await expect(page.locator('.entry')).toHaveCount(100)
  await expect(page.locator('#list')).toBeFocused()
  await page.reload()
  await expect(page.getByText('101–200, page 2 of 16')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('1–100, page 1 of 16')).toBeVisible()

  // A search narrows both, and the count is whole.
  await page.getByRole('link', { name: 'Search' }).click()
  await page.getByLabel('Words in the entries').fill('Katrina')
  await expect(page.locator('.entry')).not.toHaveCount(100)
  const found = await page.locator('.entry').count()
  expect(found).toBeGreaterThan(0)
  // Nobody has moved the map: it goes where there is something to see, and back.
  await expect(marks(page)).toHaveCount(found)
  await expect(page).not.toHaveURL(/[?&]view=/)
  await page.getByLabel('Words in the entries').fill('')
  await expect(page.locator('.entry')).toHaveCount(100)
  await expect(clusters).not.toHaveCount(0)
  expect(await marks(page).evaluateAll(list => list.map(e => e.getAttribute('aria-label') ?? ''))).toEqual(all)
})

test('every entry of a large map is in one mark or another', async ({ page, serve }) => {
  const dir = folder('quakes', {})
  copyFileSync(corpus('fiji_quakes_1000.geojson'), path.join(dir, 'quakes.geojson'))
  const server = await serve(dir)
  await openMap(page, server.url)
  const labels = await marks(page).evaluateAll(list => list.map(e => e.getAttribute('aria-label') ?? ''))
  const counted = labels.reduce((sum, label) => sum + Number((/^([\d,]+) entries/.exec(label)?.[1] ?? '1').replace(/,/g, '')), 0)
  expect(counted).toBe(1000)
})

test('check-geojson finds nothing in any layer', async ({ request }) => {
  const { layers } = await (await request.get('/layers')).json()
  expect(layers).toHaveLength(3)
  for (const address of [...layers.map((/** @type {{geojson: string}} */ l) => l.geojson), ...layers.map((/** @type {{geojson: string}} */ l) => l.geojson + '?status=none'), map + '/entries.geojson']) {
    const text = await (await request.get(address)).text()
    expect(() => check(text), address).not.toThrow()
  }
  expect(() => check('{"type":"FeatureCollection"}'), 'and it does look').toThrow()
})
