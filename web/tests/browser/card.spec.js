// Cards open from the map, from the list and from the address.
import { test, expect } from './lib/test.js'
import { openMap, map, mark, marks, card, row, place } from './lib/page.js'

test('a mark opens the card of its entry', async ({ page }) => {
  await openMap(page, map)
  await mark(page, 'events/gathering-khabarovsk').click()
  await expect(card(page)).toBeVisible()
  await expect(card(page).getByRole('heading', { level: 2 })).toHaveText('Gathering of North Koreans suspected in Khabarovsk')
  await expect(card(page)).toContainText('Unconfirmed')
  await expect(page).toHaveURL(/open=events\/gathering-khabarovsk/)
  await expect(row(page, 'events/gathering-khabarovsk')).toHaveAttribute('aria-current', 'true')
  await expect(row(page, 'events/gathering-khabarovsk')).toBeInViewport()
  await expect(mark(page, 'events/gathering-khabarovsk')).toHaveClass(/selected/)
  await card(page).getByRole('button', { name: 'Close' }).click()
  await expect(card(page)).toBeHidden()
  await expect(page).not.toHaveURL(/open=/)
  await expect(row(page, 'events/gathering-khabarovsk')).not.toHaveAttribute('aria-current')
  await expect(page.locator('#map .selected')).toHaveCount(0)
})

test('an entry of the list opens its card, and back closes it', async ({ page }) => {
  await openMap(page, map)
  await row(page, 'movements/sealift-vladivostok').locator('.name a').click()
  await expect(card(page)).toBeVisible()
  await expect(mark(page, 'movements/sealift-vladivostok')).toHaveClass(/selected/)
  const dialog = page.getByRole('dialog', { name: '1,500 special operation forces said to be shipped to Vladivostok' })
  await expect(dialog).toBeVisible()
  await row(page, 'events/arrival-vladivostok').locator('.name a').click()
  await expect(card(page)).toContainText('forged identity papers')
  await page.goBack()
  await expect(dialog).toBeVisible()
  await page.goBack()
  await expect(card(page)).toBeHidden()
  await page.goForward()
  await expect(dialog).toBeVisible()
})

test('the card leads with who claims and who denies, in that order', async ({ page }) => {
  await openMap(page, map + '?open=movements/sealift-vladivostok')
  await expect(card(page).getByRole('heading', { level: 3 })).toHaveText([/Who says what/, /What is known of it/])
  await expect(card(page).locator('.voices dt')).toHaveText(['Claims', 'Denies', 'No evidence'])
  await expect(card(page).locator('.voices dd').nth(0)).toContainText('NIS')
  await expect(card(page).locator('.voices dd').nth(1)).toContainText('Dmitry Peskov')
  await expect(card(page).locator('.voices dd').nth(2)).toContainText('Mark Rutte')
  await expect(card(page)).toContainText('1,500 special operation forces')
  await expect(card(page)).toContainText('8–13 October 2024')
  await expect(card(page)).toContainText(/Route\s*Not known/)
  const json = card(page).getByRole('link', { name: 'GeoJSON' })
  const answer = await page.request.get(new URL(await json.getAttribute('href') ?? '', page.url()).href)
  expect((await answer.json()).id).toBe('sealift-vladivostok')
})

for (const key of ['movements/sealift-vladivostok', 'events/gathering-khabarovsk', 'events/strike-donetsk', 'statements/denial-kremlin']) {
  test(`the address opens ${key}, its mark beside the card`, async ({ page }) => {
    await openMap(page, `${map}?open=${key}`)
    await expect(card(page)).toBeVisible()
    await expect(row(page, key)).toHaveAttribute('aria-current', 'true')
    await expect(page.locator('#map .selected').first()).toBeAttached()
    const at = await place(page, key)
    const over = await card(page).boundingBox()
    const box = await page.locator('#map').boundingBox()
    const left = (over?.x ?? 0) - (box?.x ?? 0)
    expect(at.x, 'the middle of the mark stands left of the card').toBeLessThan(left)
    expect(at.x).toBeGreaterThan(0)
    expect(at.y).toBeGreaterThan(0)
    expect(at.y).toBeLessThan(at.height)
    // Labels under the card are hidden.
    const hidden = await page.locator('#map .label').evaluateAll((all, c) => all.filter(e => {
      const r = e.getBoundingClientRect()
      return c && r.width && r.left < c.x && r.right > c.x + 4 && r.top < c.y + c.height && r.bottom > c.y
    }).map(e => e.textContent), over)
    expect(hidden, 'no label runs under the card').toEqual([])
  })
}

test('an entry that is not drawn opens too', async ({ page }) => {
  await openMap(page, map + '?open=movements/announced-deployment')
  await expect(card(page)).toContainText('12,000')
  await expect(page.locator('#map .selected')).toHaveCount(0)
})

test('an entry that the filter hides opens too', async ({ page }) => {
  await openMap(page, map + '?status=unconfirmed&open=events/strike-donetsk')
  await expect(card(page)).toContainText('Six North Koreans')
  await expect(page.getByText('It is not among what the filters select.')).toBeVisible()
})

test('an entry that is gone is told', async ({ page }) => {
  await openMap(page, map + '?open=events/gone')
  await expect(page.getByText('This entry is not on this map any more.')).toBeVisible()
  await expect(card(page)).toBeHidden()
})

test('list and map point at each other', async ({ page }) => {
  await openMap(page, map)
  await row(page, 'events/gathering-khabarovsk').locator('.line').hover()
  await expect(mark(page, 'events/gathering-khabarovsk')).toHaveClass(/hovered/)
  await page.locator('h1').hover()
  await expect(page.locator('#map .hovered')).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the card is a sheet, and the mark stays in sight', async ({ page }) => {
    await openMap(page, map)
    await mark(page, 'events/gathering-khabarovsk').tap()
    await expect(card(page)).toBeVisible()
    const sheet = await card(page).boundingBox()
    const at = await mark(page, 'events/gathering-khabarovsk').boundingBox()
    expect(sheet?.x).toBeLessThanOrEqual(0.5)
    expect(sheet?.width).toBeGreaterThan(380)
    expect((at?.y ?? 0) + (at?.height ?? 0) / 2, 'the mark is above the sheet').toBeLessThan(sheet?.y ?? 0)
    expect(at?.y).toBeGreaterThan(-10)
    await card(page).getByRole('button', { name: 'Close' }).tap()
    await expect(card(page)).toBeHidden()
    await expect(marks(page).first()).toBeAttached()
  })
})
