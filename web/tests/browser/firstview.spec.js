// The first view of the default map: the Far East, with Europe in an inset.
import { test, expect } from './lib/test.js'
import { openMap, map, drawn, place, inset, mark, marks } from './lib/page.js'

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

/** What is seen of the ground. @param {import('@playwright/test').Page} page */
const ground = page => page.locator('#map .leaflet-base-pane img.leaflet-tile-loaded').evaluateAll(all => all.map(e => e.getAttribute('src')).sort())

test('a filter that nothing matches keeps the view, whatever the size of the window', async ({ page }) => {
  await openMap(page, map + '?status=denied')
  await page.getByRole('link', { name: 'Search' }).click()
  await page.locator('dialog [type=search]').fill('zzzz')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No entry matches.').first()).toBeVisible()
  await expect(marks(page)).toHaveCount(0)
  const before = new Set((await ground(page)).map(src => /\/basemap\/([\d.]+)\//.exec(src ?? '')?.[1]))
  await page.setViewportSize({ width: 1200, height: 780 })
  await page.waitForTimeout(300)
  expect(new Set((await ground(page)).map(src => /\/basemap\/([\d.]+)\//.exec(src ?? '')?.[1])), 'the same zoom').toEqual(before)

  // The first view is that of the map without filters.
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await page.getByRole('button', { name: 'Back to the first view' }).click()
  await expect(page).not.toHaveURL(/view=/)
  const first = await ground(page)
  await openMap(page, map)
  await expect.poll(() => ground(page)).toEqual(first)
})

test('with what it was on filtered away, a map that nobody moved goes to what is left, and back', async ({ page }) => {
  await openMap(page, map)
  const at = await place(page, 'events/gathering-khabarovsk')
  await page.getByRole('link', { name: 'Search' }).click()
  await page.locator('dialog [type=search]').fill('missile')
  await page.keyboard.press('Enter')
  await expect(mark(page, 'events/strike-donetsk')).toBeInViewport()
  await expect(inset(page)).toHaveCount(0)
  await expect(page).not.toHaveURL(/view=/)
  await page.goBack()
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeInViewport()
  expect(await place(page, 'events/gathering-khabarovsk')).toEqual(at)
})

test('a map that was moved stays, and the only group that is out of view is far from nothing', async ({ page }) => {
  await openMap(page, map)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page).toHaveURL(/view=/)
  await page.getByRole('link', { name: 'Search' }).click()
  await page.locator('dialog [type=search]').fill('missile')
  await page.keyboard.press('Enter')
  await expect(marks(page)).toHaveCount(0)
  await expect(inset(page)).toHaveAccessibleName(/^Europe: 1 report\W+Show larger\.$/)
})

test('the map takes a view, keeps it when an entry is opened in it, and goes back to the first', async ({ page }) => {
  await openMap(page, map)
  const got = await page.evaluate(async () => {
    const { name } = performance.getEntriesByType('resource').find(r => /\/chunk\/map-/.test(r.name)) ?? {}
    const { createMap } = await import(/** @type {string} */ (name))
    const host = document.createElement('div')
    host.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 800px; height: 600px'
    document.body.append(host)
    /** @type {[any, boolean][]} */
    const told = []
    /** @type {DOMRect | null} */
    let card = null
    const map = createMap(host, { ground: null, card: () => card, onView: (/** @type {any} */ v, /** @type {boolean} */ home) => told.push([v, home]) })
    map.setEntries(await (await fetch(document.getElementById('top')?.dataset.entries ?? '')).json())
    const key = 'events/gathering-khabarovsk'
    const at = () => {
      const b = host.querySelector(`[data-id="${key}"][role=button]`)?.getBoundingClientRect()
      return b ? [Math.round(b.x + b.width / 2), Math.round(b.y + b.height / 2)] : null
    }
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    await new Promise(done => setTimeout(done, 300))
    const first = at()
    map.view({ lon: 134, lat: 49, zoom: 6 })
    await frame()
    const there = at()
    map.open(key, { pan: false })
    card = new DOMRect(330, 20, 450, 500)
    map.cardRect(card)
    await frame()
    const open = at()
    map.open(key, { pan: true })
    map.cardRect(card)
    await frame()
    const panned = at()
    const views = told.length
    card = null
    map.open(null)
    map.cardRect(null)
    map.view(null)
    await frame()
    return { first, there, open, panned, views, back: at(), told: told.length }
  })
  expect(got.there).not.toEqual(got.first)
  // A chosen mark is drawn larger, so that its middle is only about the same.
  for (const i of [0, 1]) expect(Math.abs((got.open?.[i] ?? 0) - (got.there?.[i] ?? 0)), 'the view stays, though the card covers the mark').toBeLessThan(3)
  expect(got.there?.[0]).toBeGreaterThan(330)
  expect(got.panned?.[0], 'what is to be seen is brought out from under the card').toBeLessThan(330)
  expect(got.back).toEqual(got.first)
  expect(got.told, 'a view that was given is not told').toBe(got.views)
})

for (const width of [390, 700, 1000]) {
  test(`an embed ${width} px wide with an entry open: the map shows what its picture showed`, async ({ page }) => {
    await page.setViewportSize({ width, height: 560 })
    await page.goto(map + '/embed?open=events/gathering-khabarovsk')
    const img = page.locator('#poster img')
    let view = ''
    // While another picture comes, since this one does not fit, there is none.
    await expect.poll(async () => {
      const address = await img.evaluate(e => /** @type {HTMLImageElement} */ (e).currentSrc)
      return view = address && new URL(address).searchParams.get('view') || ''
    }).not.toBe('')
    const [lon, lat, zoom] = view.split(',').map(Number)
    await drawn(page)
    await expect(page.locator('#card')).toBeVisible()
    await page.waitForTimeout(500) // as long as a map that has moved takes to tell
    expect(page.url()).not.toContain('view=')
    const at = await place(page, 'events/gathering-khabarovsk')
    const [ax, ay] = square(135.072, 48.48), [cx, cy] = square(lon, lat), size = 256 * 2 ** zoom
    expect(Math.abs(at.x - at.width / 2 - (ax - cx) * size)).toBeLessThan(2)
    expect(Math.abs(at.y - at.height / 2 - (ay - cy) * size)).toBeLessThan(2)
  })
}
