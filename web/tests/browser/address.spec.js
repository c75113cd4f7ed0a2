// What the address says is what is shown, and what is shown is said.
import { test, expect } from './lib/test.js'
import { activate, card, drawn, inset, map, mark, openMap, place, row } from './lib/page.js'

const far = 'open=movements/sealift-vladivostok&view=120.9485,41.8205,6'

test('the view of an address holds, whatever is open', async ({ page }) => {
  await openMap(page, map + '?view=120.9485,41.8205,6')
  const there = await place(page, 'events/gathering-khabarovsk')
  await openMap(page, map + '?' + far)
  await expect(card(page)).toBeVisible()
  await page.waitForTimeout(600) // until a move would be in the address
  expect(page.url()).toContain(far)
  const here = await place(page, 'events/gathering-khabarovsk')
  expect(Math.hypot(here.x - there.x, here.y - there.y)).toBeLessThan(2)
  await openMap(page, map + '?open=events/strike-donetsk')
  await expect(mark(page, 'events/strike-donetsk'), 'without a view it is brought into view').toBeInViewport()
})

test('the view of an embed\'s address holds as well', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 480 })
  /** @param {string} query */
  const at = async query => {
    await page.goto(map + '/embed?' + query)
    await drawn(page)
    await page.waitForTimeout(600)
    return place(page, 'events/gathering-khabarovsk')
  }
  const there = await at('view=120.9485,41.8205,4'), here = await at('open=movements/sealift-vladivostok&view=120.9485,41.8205,4')
  expect(Math.hypot(here.x - there.x, here.y - there.y)).toBeLessThan(2)
})

test('Back moves the map, too', async ({ page }) => {
  await openMap(page, map)
  await inset(page).click()
  await expect(page).toHaveURL(/view=/)
  const west = page.url()
  await expect(mark(page, 'events/strike-donetsk')).toBeInViewport()
  await row(page, 'events/arrival-vladivostok').getByRole('link').first().click()
  await expect(mark(page, 'events/arrival-vladivostok')).toBeInViewport()
  await expect(page).not.toHaveURL(/view=3\d/)
  await page.goBack()
  expect(page.url()).toBe(west)
  await expect(mark(page, 'events/strike-donetsk')).toBeInViewport()
  await expect(card(page)).toBeHidden()
})

test('what is pressed at once after a move leaves the view where it belongs', async ({ page }) => {
  await openMap(page, map)
  await page.getByRole('button', { name: 'Zoom in' }).press('Enter')
  await page.locator('label:has(#status-denied)').click()
  await expect(page).toHaveURL(/status=.*view=/)
  await page.goBack()
  await expect(page).toHaveURL(/\?view=[^&]*$/)
})

test('links to other languages carry the whole state', async ({ page }) => {
  await openMap(page, map + '?status=denied')
  await row(page, 'movements/sealift-vladivostok').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Zoom in' }).press('Enter')
  await expect(page).toHaveURL(/view=/)
  const here = new URL(page.url()).searchParams
  /** @param {string} lang */
  const link = async lang => new URL(await page.locator(`.langs a[lang=${lang}]`).getAttribute('href') ?? '', page.url()).searchParams
  for (const [lang, own] of [['uk', 'uk'], ['en', null]]) {
    const to = await link(/** @type {string} */ (lang))
    for (const name of ['open', 'view', 'status']) expect(to.get(name), name).toBe(here.get(name))
    expect(to.get('lang')).toBe(own)
  }
  await page.locator('label:has(#status-claimed)').click()
  await expect(page.locator('.entry')).toHaveCount(await page.locator('#status-claimed + svg ~ b').first().innerText().then(n => 3 + Number(n)))
  expect((await link('uk')).get('open'), 'after a filter as well').toBe('movements/sealift-vladivostok')
  expect(await page.locator('#share-picture').getAttribute('href')).toContain('open=movements/sealift-vladivostok')
})

test('a slice of the map says that it is one', async ({ page }) => {
  await openMap(page, map + '?q=north&source=NIS')
  const line = page.getByRole('group', { name: 'Filters' })
  await expect(line).toContainText(/Shown: \d of 13 entries · words “north”\s*× · source NIS\s*× · Clear filters/)
  await line.getByRole('link', { name: 'Remove: words “north”' }).press('Enter')
  await expect(page).toHaveURL(map + '?source=NIS')
  await expect(line).not.toContainText('north')
  await expect(line).toContainText(`Shown: ${await page.locator('.entry').count()} of 13`)
  await expect(page.locator('#list')).toBeFocused()
  // The form has forgotten it as well.
  await page.locator('label:has(#status-denied)').click()
  await expect(page).toHaveURL(/source=NIS/)
  expect(page.url()).not.toContain('q=')
  await line.getByRole('link', { name: 'Clear filters' }).press('Enter')
  await expect(page).toHaveURL(new RegExp(map + '$'))
  await expect(line).toHaveCount(0)
  await expect(page.locator('#list')).toBeFocused()

  await page.goto(map + '?bbox=120,30,140,60')
  await line.getByRole('link', { name: 'Remove: a part of the map' }).click()
  await expect(line).toHaveCount(0)
  await page.locator('label:has(#status-denied)').click()
  await expect(page).toHaveURL(/status=/)
  expect(page.url(), 'what was taken away does not come back').not.toContain('bbox')
})

test('an embed says that it is a slice', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 480 })
  await page.goto(map + '/embed?q=missile')
  const line = page.locator('header .chosen')
  await expect(line).toHaveText('Shown: 1 of 13 entries · words “missile”')
  await activate(page)
  await drawn(page)
  await expect(line).toHaveText('Shown: 1 of 13 entries · words “missile”')
  await page.goto(map + '/embed?status=denied')
  await expect(line).toHaveCount(0)
})

test('on paper stand the slice, what of it is printed, and the address', async ({ page }) => {
  await openMap(page, map + '?q=missile')
  await expect(page.locator('#here')).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('group', { name: 'Filters' })).toContainText('words “missile”')
  await expect(page.locator('.chosen .clear')).toBeHidden()
  await expect(page.locator('#here')).toBeVisible()
  await expect(page.locator('#here')).toHaveText(page.url())
})
