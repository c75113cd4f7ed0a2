// What scrolls the page and what moves the map, at every width and after every change of it.
import { test, expect } from './lib/test.js'
import { openMap, map } from './lib/page.js'

/** @typedef {import('@playwright/test').Page} Page */

const scrollY = (/** @type {Page} */ page) => page.evaluate(() => window.scrollY)

/** Points at the middle of what is seen of the map. @param {Page} page */
async function point(page) {
  const at = await page.locator('#map').evaluate(e => {
    const b = e.getBoundingClientRect()
    return [b.x + b.width / 2, (Math.max(b.y, 0) + Math.min(b.bottom, innerHeight)) / 2]
  })
  await page.mouse.move(at[0], at[1])
  return at
}

/** A wheel over the map scrolls the page, and leaves the map as it is. @param {Page} page */
async function wheelScrolls(page) {
  await point(page)
  const before = await scrollY(page)
  await page.mouse.wheel(0, 120)
  await expect.poll(() => scrollY(page)).toBeGreaterThan(before + 60)
  await page.waitForTimeout(500) // as long as the map takes to tell its view
  expect(page.url()).not.toContain('view=')
}

/** With Ctrl it zooms the map, and the page stays. @param {Page} page */
async function ctrlZooms(page) {
  await point(page)
  const before = await scrollY(page)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  await expect.poll(() => page.url()).toContain('view=')
  expect(await scrollY(page)).toBe(before)
}

for (const [name, first, then] of /** @type {const} */ ([
  ['1280 px', [1280, 800], null],
  ['390 px', [390, 844], null],
  ['1280 px zoomed to 400 %', [1280, 800], [320, 200]],
  ['320 px made wide', [320, 640], [1280, 800]],
])) {
  test(`${name}: the wheel scrolls the page, Ctrl and wheel zoom the map`, async ({ page }) => {
    await page.setViewportSize({ width: first[0], height: first[1] })
    await openMap(page, map)
    if (then) await page.setViewportSize({ width: then[0], height: then[1] })
    await page.locator('#map').scrollIntoViewIfNeeded()
    await wheelScrolls(page)
    await ctrlZooms(page)
  })
}

test('the mouse drags the map', async ({ page }) => {
  await openMap(page, map)
  const [x, y] = await point(page)
  await page.mouse.down()
  await page.mouse.move(x - 150, y - 60, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => page.url()).toContain('view=')
  expect(await scrollY(page)).toBe(0)
})

test('where nothing can be scrolled the wheel zooms the map', async ({ page }) => {
  await openMap(page, map + '?ui=none')
  await point(page)
  await page.mouse.wheel(0, -120)
  await expect.poll(() => page.url()).toContain('view=')
  await expect(page.locator('#map .gesture')).toHaveCount(0)
})

test('how the map is zoomed is told once, and again after a while', async ({ page }) => {
  await page.clock.install()
  await openMap(page, map)
  const hint = page.locator('#map .gesture')
  await point(page)
  await page.mouse.wheel(0, 50)
  await expect(hint).toHaveText('Ctrl + scroll zooms the map')
  await page.clock.runFor(3000)
  await expect(hint).toHaveCount(0)
  await page.mouse.wheel(0, 50)
  await page.clock.runFor(300)
  await expect(hint).toHaveCount(0)
  await page.clock.fastForward('02:00')
  await page.mouse.wheel(0, 50)
  await expect(hint).toHaveCount(1)
})

test.describe('a tablet that is turned', () => {
  test.use({ viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true })

  /** Moves fingers by dx and dy. @param {Page} page @param {number[][]} fingers @param {number[]} by x and y, for each finger */
  async function move(page, fingers, ...by) {
    const cdp = await page.context().newCDPSession(page)
    /** @param {'touchStart'|'touchMove'|'touchEnd'} type @param {number} part of the way */
    const send = (type, part) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : fingers.map(([x, y], id) => ({ x: x + by[2 * id] * part, y: y + by[2 * id + 1] * part, id })) })
    await send('touchStart', 0)
    for (let i = 1; i <= 10; i++) await send('touchMove', i / 10)
    await send('touchEnd', 1)
  }

  test('one finger scrolls the page, two move the map', async ({ page }) => {
    await openMap(page, map)
    let [x, y] = await point(page)
    await move(page, [[x, y]], 0, -200)
    await expect.poll(() => scrollY(page)).toBeGreaterThan(100)
    await page.setViewportSize({ width: 820, height: 1180 })
    await page.evaluate(() => scrollTo(0, 0))
    ;[x, y] = await point(page)
    await move(page, [[x, y]], 0, -200)
    await expect.poll(() => scrollY(page)).toBeGreaterThan(100)
    await page.waitForTimeout(500)
    expect(page.url()).not.toContain('view=')

    await page.evaluate(() => scrollTo(0, 0))
    ;[x, y] = await point(page)
    await move(page, [[x, y]], 90, 0)
    await expect(page.locator('#map .gesture')).toHaveText('Move the map with two fingers')
    await move(page, [[x - 40, y], [x + 40, y]], -60, 0, 60, 0)
    await expect.poll(() => page.url()).toContain('view=')
  })
})
