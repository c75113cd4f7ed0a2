// The first view of the default map: the Far East, with Europe in an inset.
import { test, expect } from './lib/test.js'
import { openMap, map, place, inset, mark } from './lib/page.js'

/** A place on the Mercator square. @param {number} lon @param {number} lat */
const square = (lon, lat) => [lon / 360 + 0.5, 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)]
const unsquareLat = (/** @type {number} */ y) => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90

test('the Far East fills the map, Europe is an inset at the top left', async ({ page }) => {
  await openMap(page, map)
  // Zoom and centre follow from where two cities are drawn.
  const [a, b] = [await place(page, 'events/gathering-khabarovsk'), await place(page, 'events/gathering-ussuriysk')]
  const [ax, ay] = square(135.072, 48.48), [bx, by] = square(131.952, 43.797)
  const size = Math.hypot(a.x - b.x, a.y - b.y) / Math.hypot(ax - bx, ay - by)
  expect(Math.log2(size / 256)).toBeCloseTo(5.5, 1)
  const lon = (bx + (b.width / 2 - b.x) / size - 0.5) * 360
  const lat = unsquareLat(by + (b.height / 2 - b.y) / size)
  expect(Math.abs(lon - 130.25), `longitude ${lon}`).toBeLessThan(1)
  expect(Math.abs(lat - 43.35), `latitude ${lat}`).toBeLessThan(1)

  await expect(inset(page)).toHaveCount(1)
  await expect(inset(page)).toHaveAccessibleName(/^Europe: 1 report, 3 statements\W+6,900 km west of Vladivostok\. Show larger\.$/)
  const [of, at] = [await page.locator('#map').boundingBox(), await inset(page).boundingBox()]
  expect((at?.x ?? 0) - (of?.x ?? 0)).toBeLessThan(24)
  expect((at?.y ?? 0) - (of?.y ?? 0)).toBeLessThan(24)
})

test('places are named, and the name says no more than is known', async ({ page }) => {
  await openMap(page, map)
  const labels = page.locator('#map .stage .label')
  for (const text of ['Vladivostok', 'Ussuriysk', 'Khabarovsk', 'North Korea']) await expect(labels.filter({ hasText: new RegExp(`^${text}`, 'i') }).first()).toBeAttached()
  // Names of the ground are pictures of their own, which keep clear of the entries of this map.
  await expect(page.locator('#map .leaflet-names-pane img.leaflet-tile-loaded').first()).toHaveAttribute('src', /labels=only.*&lang=en&map=north-korean-troops/)
  await expect(page.locator('#map .credits')).toContainText('United Nations view')
  await expect(labels.filter({ hasText: '1,500 troops' })).toContainText(/route not known/i)
})

test('pressing the inset swaps the two', async ({ page }) => {
  await openMap(page, map)
  await inset(page).click()
  await expect(mark(page, 'events/strike-donetsk')).toBeInViewport()
  await expect(mark(page, 'statements/denial-kremlin')).toBeInViewport()
  await expect(inset(page)).toHaveAccessibleName(/^Far East: /)
  await inset(page).click()
  await expect(inset(page)).toHaveAccessibleName(/^Europe: /)
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeInViewport()
})

test('on a phone Vladivostok, Ussuriysk and Khabarovsk are told apart', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openMap(page, map)
  for (const key of ['events/arrival-vladivostok', 'events/gathering-ussuriysk', 'events/gathering-khabarovsk']) await expect(mark(page, key)).toBeInViewport()
  await expect(inset(page)).toHaveAccessibleName(/^Europe: 4 entries/)
})

test('where nothing matches, the map shows what it shows without a filter', async ({ page }) => {
  const ground = () => page.locator('#map .leaflet-base-pane img.leaflet-tile-loaded').evaluateAll(all => all.map(e => e.getAttribute('src')).sort())
  await openMap(page, map)
  const before = await ground()
  await page.goto(map + '?q=zzzz')
  await expect(page.getByText('No entry matches.')).toBeVisible()
  await expect.poll(ground).toEqual(before)
  await expect(page.locator('#map .stage [data-id]')).toHaveCount(0)
})
