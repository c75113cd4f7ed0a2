// Dates as they are typed.
import { test, expect } from './lib/test.js'
import { drawn, map, openMap } from './lib/page.js'

/** @param {import('@playwright/test').Page} page */
const open = async page => {
  await openMap(page, map)
  await page.getByRole('button', { name: 'Set dates' }).click()
}

test('of two days it does not matter which is typed first', async ({ page }) => {
  await open(page)
  await page.locator('#from').fill('2024-10-20')
  await page.locator('#to').fill('2024-10-14')
  await expect(page).toHaveURL(/datetime=2024-10-14\/2024-10-20/)
  await expect(page.locator('#dates-title')).toHaveText('14–20 October 2024')
  // Who is about to change the second finds the first as it was.
  await expect(page.locator('#from')).toHaveValue('2024-10-20')
  await page.locator('label:has(#status-denied)').click()
  await expect(page).toHaveURL(/datetime=2024-10-14\/2024-10-20.*status=/)
  await expect(page.locator('#from')).toHaveValue('2024-10-20')
  await page.locator('#to').fill('2024-10-30')
  await expect(page).toHaveURL(/datetime=2024-10-20\/2024-10-30/)
  await page.reload()
  await expect(page.locator('#dates-title')).toHaveText('20–30 October 2024')
})

test('nothing is asked while a year is typed, and all of it is one step back', async ({ page }) => {
  await open(page)
  /** @type {string[]} */
  const asked = []
  page.on('request', r => { if (r.url().includes('part=brief')) asked.push(r.url()) })
  const before = await page.evaluate(() => history.length)
  await page.locator('#from').focus()
  await page.keyboard.type('10102024', { delay: 800 })
  await expect(page).toHaveURL(/datetime=2024-10-10\/\.\./)
  await page.keyboard.press('ArrowUp')
  await expect(page).toHaveURL(/datetime=2025-10-10\/\.\./)
  expect(asked).toHaveLength(2)
  expect(await page.evaluate(() => history.length)).toBe(before + 1)
  // A year of two digits is none yet, and another filter goes its way meanwhile.
  await page.keyboard.type('12', { delay: 30 })
  await page.locator('label:has(#status-denied)').click()
  await expect(page).toHaveURL(/datetime=2025-10-10\/\.\..*status=/)
  await page.goBack()
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(map + '$'))
})

test('what the server does not take is explained, and undone', async ({ page, guard }) => {
  guard.expect(/400/)
  await openMap(page, map + '?lang=uk')
  await page.locator('a[data-dialog=search]').click()
  await page.locator('#q').fill('щ'.repeat(150))
  await expect(page.locator('#map-note')).toHaveText('Слова для пошуку задовгі.')
  await expect(page).toHaveURL(map + '?lang=uk')
  await expect(page.locator('.entry')).toHaveCount(13)
  await page.locator('#q').fill('Ussuriysk')
  await expect(page.locator('.entry')).toHaveCount(1)
  await expect(page.locator('#map-note')).toBeHidden()
})

test('in an embed dates can be set without dragging, and its filter stays', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 480 })
  await page.goto(map + '/embed?status=denied&q=north')
  await drawn(page, 1)
  const list = page.locator('[data-swap="embed-list"]')
  const before = await list.innerText(), size = await page.locator('.mapbox').boundingBox()
  await page.getByRole('button', { name: 'All dates' }).click()
  await expect(page.locator('#from')).toBeHidden()
  const set = page.getByRole('button', { name: 'Set dates' })
  await set.press('Enter')
  await expect(set).toHaveAttribute('aria-expanded', 'true')
  expect(await page.locator('.mapbox').boundingBox(), 'nothing moves').toEqual(size)
  for (const what of ['#from', '#to', '#step-later', 'input[name=match]']) await expect(page.locator(what).first()).toBeVisible()
  const asked = page.waitForRequest(r => r.url().includes('part=brief'))
  await page.locator('#from').fill('2024-10-08')
  await page.locator('#to').fill('2024-10-13')
  const query = new URL((await asked).url()).searchParams
  expect(query.get('datetime')).toBe('2024-10-08/2024-10-13')
  expect(query.get('status')).toBe('denied')
  expect(query.get('q')).toBe('north')
  await expect(page.getByRole('button', { name: '8–13 October 2024' })).toBeVisible()
  expect(before).toContain('entr')
  await page.setViewportSize({ width: 320, height: 400 })
  await page.locator('#to').scrollIntoViewIfNeeded()
  await expect(page.locator('#to')).toBeInViewport()
})
