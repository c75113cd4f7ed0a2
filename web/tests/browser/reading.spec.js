// What a reader sees at a glance, takes along and leaves out.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test, expect } from './lib/test.js'
import { openMap, drawn, map, mark, marks, card, row } from './lib/page.js'

test('the list is grouped by place and by date', async ({ page }) => {
  await openMap(page, map)
  await page.getByRole('link', { name: 'By place' }).click()
  await expect(page).toHaveURL(/\?group=place$/)
  await expect(page.getByRole('heading', { level: 2, name: 'Vladivostok' })).toBeVisible()
  await expect(page.locator('.entry')).toHaveCount(13)
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page).toHaveURL(/status=.*group=place/)
  await expect(page.locator('.entry')).toHaveCount(10)
  await page.getByRole('link', { name: 'By date' }).click()
  await expect(page.getByRole('heading', { level: 2, name: '8–13 October 2024' })).toBeVisible()
  await page.getByRole('link', { name: 'By kind' }).click()
  await expect(page).not.toHaveURL(/group=/)
  await expect(page.getByRole('heading', { level: 2, name: 'What is reported' })).toBeVisible()
})

test('rows that come without their sources get them', async ({ page }) => {
  await openMap(page, map + '?status=none')
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  const key = 'movements/sealift-vladivostok'
  await row(page, key).locator('.name a').click()
  await expect(card(page)).toContainText('Kremlin spokesman')
  await expect(page.locator('[data-brief]')).toHaveCount(0)
})

test('a correction is seen in row and card, and rival figures side by side', async ({ page, serve }) => {
  const dir = test.info().outputPath('bridge')
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'things.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', id: 'a', geometry: { type: 'Point', coordinates: [30, 50] }, properties: {
    title: 'A bridge closed', kind: 'event', status: 'denied', when: '2024-10-03', place: { name: 'Old town', precision: 'area', radius_m: 2000 }, rev: 2, updated: '2024-10-08',
    counts: [{ of: 'injured', min: 4, max: 4, src: ['a'] }, { of: 'injured', min: 9, max: 9, src: ['b'] }],
    sources: [{ id: 'a', name: 'City council', stance: 'claims', citation: 'x' }, { id: 'b', name: 'Hospital', stance: 'denies', citation: 'y' }],
    corrections: [{ rev: 2, at: '2024-10-08', note: 'The date was wrong.', changed: ['when'] }] } }] }))
  const server = await serve(dir)
  await openMap(page, server.url)
  await expect(row(page, 'things/a').locator('.changed')).toHaveText('Corrected 8 Oct 2024')
  await expect(row(page, 'things/a').getByText('The date was wrong.').first(), 'before anything is opened').toBeVisible()
  await expect(page.locator('.head')).toContainText('Last changed 8 Oct 2024 · 1 entry corrected')
  const [left, right] = await row(page, 'things/a').locator('.what > .rivals li').evaluateAll(all => all.map(e => e.getBoundingClientRect().toJSON()))
  expect(left.top).toBe(right.top)
  expect(left.right).toBeLessThanOrEqual(right.left)
  await row(page, 'things/a').locator('.name a').click()
  await expect(card(page)).toContainText('The date was wrong.')
  await expect(card(page)).toContainText('Changed: date. Version 2.')
})

test('the key says what the drawing means, without moving the map', async ({ page }) => {
  await openMap(page, map)
  const before = await page.locator('#map').boundingBox()
  await page.locator('.how summary').click()
  await expect(page.getByText('Slash: somebody denies it')).toBeInViewport()
  expect(await page.locator('#map').boundingBox()).toEqual(before)
})

test('ui=none leaves the map, ui=min map and key', async ({ page }) => {
  for (const address of [map, map + '/embed']) {
    await openMap(page, address + '?ui=none')
    await expect(page.locator('#map .credits')).toBeInViewport()
    for (const gone of ['.key', '.embed-key', '#list', '#dates', '.tools', 'footer']) {
      for (const e of await page.locator(gone).all()) await expect(e).toBeHidden()
    }
    const box = await page.locator('#map').boundingBox()
    expect(box?.height).toBeGreaterThan(790)
    await mark(page, 'events/gathering-khabarovsk').click()
    await expect(card(page)).toBeVisible()
    await openMap(page, address + '?ui=min')
    await expect(page.locator('.key, .embed-key').first()).toBeInViewport({ ratio: 1 })
    await expect(page.locator('#list')).toBeHidden()
  }
  await openMap(page, map + '?ui=min')
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page).toHaveURL(/status=.*ui=min/)
  await expect(mark(page, 'movements/sealift-vladivostok')).toHaveCount(0)
})

test('share offers what is shown as picture, text and data', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openMap(page, map)
  await page.locator('label', { hasText: 'Claimed, denied' }).click()
  await expect(page.locator('.entry')).toHaveCount(10)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page).toHaveURL(/view=/)
  await page.getByRole('link', { name: 'Share' }).click()
  const status = 'status=unconfirmed,claimed,corroborated,confirmed,none'
  const picture = await page.getByRole('link', { name: 'Picture' }).getAttribute('href')
  expect(picture).toContain(`${map}.png?${status}`)
  expect(picture).toMatch(/center=[-\d.]+,[-\d.]+&zoom=6$/)
  await expect(page.getByRole('link', { name: 'List as text' })).toHaveAttribute('href', `${map}.txt?${status}`)
  for (const link of await page.locator('[data-swap=share-data] a').all()) expect(await link.getAttribute('href')).toContain('?' + status)
  await page.getByRole('button', { name: 'Copy the list as text' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('10 of 13 entries')
  expect(text).toContain('* Claimed: The 1,500 are said to have arrived in Vladivostok')
  expect(text).not.toContain('sealift')
})

test('layers are chosen like other filters', async ({ page }) => {
  await openMap(page, map)
  await page.getByRole('link', { name: 'Search' }).click()
  await page.getByLabel('Layer').selectOption('statements')
  await expect(page).toHaveURL(/\?layer=statements$/)
  await expect(page.locator('.entry')).toHaveCount(6)
  await expect(mark(page, 'movements/sealift-vladivostok')).toHaveCount(0)
  await page.reload()
  await drawn(page)
  await expect(page.locator('.entry')).toHaveCount(6)
})

test.describe('motion', () => {
  test('with reduced motion play is a step', async ({ page }) => {
    await openMap(page, map)
    const play = page.getByRole('button', { name: 'Next step' })
    await play.click()
    await expect(page).toHaveURL(/datetime=2024-10-01$/)
    await page.waitForTimeout(2000)
    expect(page.url(), 'nothing moves by itself').toMatch(/datetime=2024-10-01$/)
    await play.click()
    await expect(page).toHaveURL(/datetime=2024-10-02$/)
    await expect(page.locator('#slide-from')).toHaveAttribute('aria-valuetext', '2 October 2024')
  })

  test.describe('without', () => {
    test.use({ contextOptions: { reducedMotion: 'no-preference' } })
    test('play goes on until it is paused, or Escape', async ({ page }) => {
      await openMap(page, map)
      await page.getByRole('button', { name: 'Play' }).click()
      await expect(page).toHaveURL(/datetime=2024-10-02$/)
      await expect(page.locator('#result')).toContainText('of 13')
      await page.getByRole('button', { name: 'Pause' }).click()
      const at = page.url()
      await page.waitForTimeout(2000)
      expect(page.url()).toBe(at)
      await page.getByRole('button', { name: 'Play' }).click()
      await expect(page).not.toHaveURL(at)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
      await page.goBack()
      await expect(page, 'steps are no places to go back to').toHaveURL('about:blank')
    })
  })
})

test('printed, the list is whole and the key is told', async ({ page }) => {
  await openMap(page, map + '?open=movements/sealift-vladivostok')
  await page.emulateMedia({ media: 'print' })
  await expect(row(page, 'statements/statement-rutte').locator('.voices')).toBeVisible()
  await expect(page.locator('.how li').first()).toBeVisible()
  await expect(page.locator('#map .credits')).toBeVisible()
  for (const gone of ['.tools', '#card', '#play', '.by', '#map .buttons']) await expect(page.locator(gone)).toBeHidden()
  expect(await marks(page).count()).toBeGreaterThan(4)
})
