// What a reader sees when something does not arrive.
import { mkdirSync, writeFileSync } from 'node:fs'
import { events } from '../../bench/events.js'
import { test, expect } from './lib/test.js'
import { drawn, map, mark, marks, openMap, row } from './lib/page.js'

test.beforeEach(async ({ guard }) => guard.expect(/Failed to load resource|Failed to fetch/))

test('without the background map the marks stay, and it can be asked for again', async ({ page }) => {
  await page.route('**/tiles/basemap/**', route => route.abort())
  await page.goto(map)
  await expect(page.getByText('Background map not loaded.')).toBeVisible()
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeVisible()
  await page.unroute('**/tiles/basemap/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await drawn(page, 5)
  await expect(page.getByText('Background map not loaded.')).toBeHidden()
})

test('tiles that are none are told too', async ({ page }) => {
  await page.route('**/tiles/basemap/**', route => route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }))
  await page.goto(map)
  await expect(page.getByText('Background map not loaded.')).toBeVisible()
})

test('without the entries of the map the list is there, and they can be asked for again', async ({ page }) => {
  await page.route('**/entries.geojson*', route => route.fulfill({ status: 500, body: '{}' }))
  await page.goto(map)
  await expect(page.getByText('The entries could not be drawn.')).toBeVisible()
  await expect(page.locator('.entry')).toHaveCount(13)
  await page.unroute('**/entries.geojson*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await drawn(page, 5)
  await expect(page.getByText('The entries could not be drawn.')).toBeHidden()
})

test('without the map\'s scripts the list has everything', async ({ page, guard }) => {
  guard.expect(/import|module|map\.js/)
  await page.route('**/chunk/map-*.js', route => route.abort())
  await page.goto(map)
  await expect(page.getByText('The map could not be drawn. The list has everything.')).toBeVisible()
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page.locator('.entry')).toHaveCount(10)
})

test('a filter that gets no answer is told, and tried again', async ({ page }) => {
  await openMap(page, map)
  await page.route(url => url.search.includes('part='), route => route.fulfill({ status: 503 }))
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page.getByText('The entries could not be brought up to date.')).toBeVisible()
  await expect(page.locator('.entry'), 'what was there stays').toHaveCount(13)
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('.entry')).toHaveCount(10)
  await expect(row(page, 'movements/sealift-vladivostok')).toHaveCount(0)
})

test('a slow answer is seen to be on its way', async ({ page }) => {
  await openMap(page, map)
  /** @type {(value?: unknown) => void} */
  let go = () => {}
  const held = new Promise(resolve => { go = resolve })
  await page.route(url => url.search.includes('part=brief'), async route => {
    await held
    await route.continue()
  })
  const opacity = () => page.locator('#list').evaluate(e => getComputedStyle(e).opacity)
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page.locator('#top')).toHaveAttribute('aria-busy', 'true')
  expect(await opacity(), 'a quick one is not').toBe('1')
  await expect.poll(opacity).toBe('0.5')
  go()
  await expect(page.locator('.entry')).toHaveCount(10)
  await expect.poll(opacity).toBe('1')
})

test('of several quick changes the last one holds', async ({ page }) => {
  await openMap(page, map)
  let first = true
  await page.route(url => url.search.includes('part=brief'), async route => {
    if (first) await new Promise(resolve => setTimeout(resolve, 1500))
    first = false
    await route.continue().catch(() => {}) // the page may have given it up
  })
  for (const status of ['denied', 'claimed', 'none']) await page.locator(`label:has(#status-${status})`).click()
  await expect(page.locator('.entry')).toHaveCount(2)
  await expect(marks(page)).toHaveCount(2)
  await page.waitForTimeout(2000) // the late answer has come by now
  await expect(page.locator('.entry')).toHaveCount(2)
  await expect(page.locator('#status-unconfirmed')).toBeChecked()
  await expect(page.locator('#status-denied')).not.toBeChecked()
})

test('a 503 for the entries is told, and asked for again', async ({ page }) => {
  await page.route('**/entries.geojson*', route => route.fulfill({ status: 503, headers: { 'Retry-After': '5' }, body: 'busy' }))
  await page.goto(map)
  await expect(page.getByText('The entries could not be drawn.')).toBeVisible()
  await expect(page.locator('.entry')).toHaveCount(13)
  await page.unroute('**/entries.geojson*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await drawn(page, 5)
})

test('while entries are slow the list is there, and after a while that is said', async ({ page }) => {
  /** @type {(value?: unknown) => void} */
  let go = () => {}
  const held = new Promise(resolve => { go = resolve })
  await page.route('**/entries.geojson*', async route => {
    await held
    await route.continue()
  })
  await page.goto(map)
  await expect(page.locator('.entry')).toHaveCount(13)
  await expect(page.getByText('The map is still loading. The list has everything.')).toBeVisible()
  go()
  await drawn(page, 5)
  await expect(page.getByText('The map is still loading.')).toBeHidden()
})

test('ten thousand events are drawn from tiles and listed in pages', async ({ page, serve }) => {
  const dir = test.info().outputPath('many')
  mkdirSync(dir)
  writeFileSync(dir + '/events.geojson', JSON.stringify(events(10_000)))
  const server = await serve(dir)
  const tile = page.waitForResponse(r => /\/tiles\/.*\.mvt/.test(r.url()) && r.ok())
  await page.goto(server.url)
  await tile
  await expect(page.locator('.entry')).toHaveCount(100)
  await expect(page.getByText('10,000 of 10,000 entries')).toBeVisible()
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page).toHaveURL(/status=/)
  await expect(page.locator('#result')).not.toContainText('10,000 of')
  await page.goto(server.url)
  await expect(page.locator('.print-only').first()).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Entries 1–100: page 1 of 100 of the list.')).toBeVisible()
})
