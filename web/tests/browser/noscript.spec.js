// What a reader has without script: the whole list, and filters as a form.
import { test, expect } from './lib/test.js'

test.use({ javaScriptEnabled: false })

test('the list answers who says that 1,500 were shipped, when, and who denies it', async ({ page }) => {
  await page.goto('/')
  const entry = page.locator('[data-key="movements/sealift-vladivostok"]')
  await expect(entry).toContainText('1,500 special operation forces')
  await expect(entry).toContainText('8–13 Oct 2024')
  await expect(entry).toContainText('Claimed by NIS')
  await expect(entry).toContainText('denied by the Kremlin')
  await expect(entry.getByText('Dmitry Peskov')).toBeHidden()
  await entry.locator('summary').click()
  const voices = entry.locator('.voices')
  await expect(voices.locator('dt')).toHaveText(['Claims', 'Denies', 'No evidence'])
  await expect(voices).toContainText('NIS, South Korea’s intelligence service')
  await expect(voices).toContainText('18 Oct 2024')
  await expect(voices.getByText('Dmitry Peskov')).toBeVisible()
  await expect(voices).toContainText('Kremlin spokesman')
})

test('all entries are listed, with what is known of each', async ({ page }) => {
  await page.goto('/')
  await expect(page.locator('.entry')).toHaveCount(13)
  await expect(page.getByText('None of the 7 reports is corroborated or confirmed.')).toBeVisible()
  await expect(page.locator('[data-key="movements/announced-deployment"]')).toContainText('not drawn')
  for (const entry of await page.locator('.entry').all()) await expect(entry.locator('summary')).toContainText(/\d sources?|Details|All/)
})

test('statuses, dates and words filter as a plain form', async ({ page }) => {
  await page.goto('/maps/north-korean-troops')
  for (const status of ['unconfirmed', 'claimed', 'corroborated', 'confirmed', 'none']) await page.locator(`label:has(#status-${status})`).click()
  await page.locator('form#filter').getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/[?&]status=denied\b/)
  await expect(page.locator('.entry')).toHaveCount(3)
  await expect(page.locator('#status-denied')).toBeChecked()
  await expect(page.locator('#status-claimed')).not.toBeChecked()

  await page.getByLabel('From', { exact: true }).and(page.locator('[type=date]')).fill('2024-10-08')
  await page.getByLabel('To', { exact: true }).and(page.locator('[type=date]')).fill('2024-10-13')
  await page.getByText('Surely falls in it').click()
  await page.locator('#dates').getByRole('button', { name: 'Apply' }).click()
  await expect(page.locator('.entry')).toHaveCount(1)
  await expect(page.locator('.entry')).toContainText('shipped to Vladivostok')
  await expect(page.locator('#result')).toContainText('1 of 13')
  await expect(page.locator('#status-claimed')).not.toBeChecked() // the other filters stay

  await page.getByRole('link', { name: 'Clear filters' }).first().click()
  await expect(page.locator('.entry')).toHaveCount(13)
  await page.getByLabel('Words in the entries').fill('Khabarovsk')
  await page.getByLabel('Words in the entries').press('Enter')
  await expect(page.locator('.entry')).toHaveCount(1)
  await page.getByLabel('Words in the entries').fill('no such words')
  await page.getByLabel('Words in the entries').press('Enter')
  await expect(page.getByText('No entry matches.')).toBeVisible()
})

test('what is chosen is named, and taken away one by one; dates in either order', async ({ page }) => {
  await page.goto('/maps/north-korean-troops?q=missile&source=NIS')
  await page.getByRole('link', { name: 'Remove: words “missile”' }).click()
  await expect(page).toHaveURL(/\?source=NIS$/)
  await expect(page.getByRole('group', { name: 'Filters' })).toContainText(`Shown: ${await page.locator('.entry').count()} of 13 entries · source NIS`)
  await page.goto('/maps/north-korean-troops?lang=uk')
  await page.locator('#from').fill('2024-10-20')
  await page.locator('#to').fill('2024-10-14')
  await page.locator('#dates button.apply').click()
  await expect(page.locator('#dates-title')).toHaveText('14–20 жовтня 2024')
})

test('an entry opens in place, at an address of its own', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: /arrived in Vladivostok/ }).click()
  await expect(page).toHaveURL(/open=events\/arrival-vladivostok/)
  await expect(page.locator('[data-key="events/arrival-vladivostok"] details')).toHaveAttribute('open', '')
  await expect(page.locator('[data-key="events/arrival-vladivostok"]')).toContainText('forged identity papers')
})

test('the embed is a picture that leads to the page, with its key and the list', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 480 })
  await page.goto('/maps/north-korean-troops/embed?status=denied')
  const picture = page.getByRole('img', { name: /^Map “North Korean troops.*3 claimed, denied/ })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate(e => /** @type {HTMLImageElement} */ (e).naturalWidth)).toBe(698)
  for (const link of [page.locator('#poster'), page.getByRole('link', { name: 'Open the map' })]) {
    await expect(link).toBeVisible()
    await expect(link).toHaveAttribute('href', '/maps/north-korean-troops?status=denied')
  }
  await expect(page.locator('.embed-key')).toContainText('Claimed, denied 3')
  await expect(page.getByRole('link', { name: 'List of 3 entries' })).toHaveAttribute('href', '/maps/north-korean-troops?status=denied#list')
})
