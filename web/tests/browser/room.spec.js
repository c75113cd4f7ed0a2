// An open card leaves room: for the mark that it is of, for the controls of the map, for what has the focus.
import { test, expect } from './lib/test.js'
import { openMap, map, mark, card, row, inset } from './lib/page.js'

const khabarovsk = 'events/gathering-khabarovsk'

/** @param {import('@playwright/test').Locator} what */
async function box(what) {
  const b = await what.boundingBox()
  if (!b) throw new Error(`${what} is not there`)
  return { ...b, right: b.x + b.width, bottom: b.y + b.height }
}

for (const [width, height] of [[390, 844], [320, 640], [320, 200], [844, 390]]) {
  test.describe(`${width} × ${height} with fingers`, () => {
    test.use({ viewport: { width, height }, hasTouch: true, isMobile: true })

    test('a pressed mark stays in sight beside its card, and after it', async ({ page }) => {
      await openMap(page, map)
      await mark(page, khabarovsk).evaluate(e => e.scrollIntoView({ block: 'center' }))
      await mark(page, khabarovsk).tap()
      await expect(card(page)).toBeFocused()
      const [of, over, at] = [await box(page.locator('#map')), await box(card(page)), await box(mark(page, khabarovsk))]
      expect(of.y, 'the map begins at the top of the window').toBeGreaterThanOrEqual(0)
      expect(of.y).toBeLessThan(5)
      expect(over.y, 'the head of the card is in the window').toBeGreaterThanOrEqual(0)
      // The ring of a chosen mark is 28 px wide, what can be pressed is more.
      const middle = at.y + at.height / 2
      expect(middle - 14).toBeGreaterThanOrEqual(of.y)
      expect(at.x).toBeGreaterThanOrEqual(of.x)
      if (width < 720) expect(middle + 14, 'the mark is above the sheet').toBeLessThanOrEqual(over.y)
      else expect(at.right, 'the mark is beside the card').toBeLessThanOrEqual(over.x)
      await card(page).getByRole('button', { name: 'Close' }).tap()
      await expect(mark(page, khabarovsk)).toBeFocused()
      expect(await mark(page, khabarovsk).evaluate(e => {
        const b = e.getBoundingClientRect()
        return !!document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)?.closest('.stage')
      }), 'it can be pressed again').toBe(true)
    })
  })
}

test('where a sheet covers all of the map, no mark is moved', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openMap(page, `${map}?open=${khabarovsk}`)
  await expect(card(page)).toBeVisible()
  expect((await box(card(page))).y, 'the sheet covers the map').toBeLessThanOrEqual((await box(page.locator('#map'))).y)
  const [of, at] = [await box(page.locator('#map')), await box(mark(page, khabarovsk))]
  expect(at.y).toBeGreaterThanOrEqual(of.y)
  expect(at.bottom).toBeLessThanOrEqual(of.bottom)
})

for (const [width, height] of [[1280, 800], [1040, 700], [820, 1180]]) {
  test(`${width} px: with a card open the map is zoomed by mouse`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openMap(page, `${map}?open=events/arrival-vladivostok`)
    await expect(card(page)).toBeVisible()
    const [of, buttons, at] = [await box(page.locator('#map')), await box(page.locator('#map .buttons')), await box(mark(page, 'events/arrival-vladivostok'))]
    expect(buttons.x).toBeGreaterThanOrEqual(of.x)
    expect(buttons.x >= at.right || buttons.right <= at.x || buttons.bottom <= at.y, 'no button lies on the mark').toBe(true)
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await expect.poll(() => page.url()).toMatch(/view=/)
    await page.getByRole('button', { name: 'Zoom out' }).click()
    await card(page).getByRole('button', { name: 'Close' }).click()
    expect((await box(page.locator('#map .buttons'))).right, 'they go back to the edge').toBeGreaterThan(of.right - 40)
  })
}

for (const [width, height] of [[1280, 800], [1040, 700], [820, 1180], [390, 844], [320, 400]]) {
  test(`${width} px: nothing has the focus under a card`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openMap(page, `${map}?open=events/arrival-vladivostok`)
    await expect(card(page)).toBeVisible()
    await page.locator('#map .stage').focus()
    const stops = []
    for (let i = 0; i < 45; i++) {
      await page.keyboard.press('Tab')
      stops.push(await page.evaluate(() => {
        const e = /** @type {Element} */ (document.activeElement), r = e.getBoundingClientRect()
        const over = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9], [0.1, 0.9], [0.9, 0.1]].map(([x, y]) => document.elementFromPoint(r.x + r.width * x, r.y + r.height * y))
        const name = e.getAttribute('aria-label') ?? e.textContent?.trim().slice(0, 30)
        const seen = r.bottom > 0 && r.top < innerHeight && (e.closest('#card') || !over.every(o => o?.closest('#card')))
        return seen ? '' : `${e.localName} ${name}`
      }))
    }
    expect(stops.filter(Boolean)).toEqual([])
  })
}

test('an inset has room beside the card or comes back when the card is closed', async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 })
  await openMap(page, map)
  await expect(inset(page)).toHaveCount(1)
  await row(page, khabarovsk).locator('.name a').click()
  await expect(card(page)).toBeFocused()
  for (const one of await inset(page).all()) {
    const [at, over, of] = [await box(one), await box(card(page)), await box(page.locator('#map'))]
    expect(at.right <= over.x || at.x >= over.right, 'not under the card').toBe(true)
    expect(at.bottom).toBeLessThanOrEqual(of.bottom)
  }
  await page.keyboard.press('Escape')
  await expect(inset(page)).toHaveCount(1)
})
