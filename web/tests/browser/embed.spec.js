// The embed in a page of another origin, shut into a sandbox.
import { test, expect } from './lib/test.js'
import { foreignPage } from './lib/server.js'
import { drawn, card, inset, mark, marks, openMap, map } from './lib/page.js'

/** @type {{url: string, stop: () => Promise<unknown>} | undefined} */
let foreign
test.afterEach(async () => { await foreign?.stop() })

/**
 * Opens an article with the embed in it.
 * @param {import('@playwright/test').Page} page
 * @param {import('./lib/test.js').Guard} guard
 * @param {string} iframe
 */
async function article(page, guard, iframe) {
  foreign = await foreignPage(`<!doctype html><html lang="en"><title>Article</title><h1>Article</h1><p>${'Text. '.repeat(400)}</p>${iframe}<p>${'Text. '.repeat(2000)}</p>`)
  guard.allow(foreign.url)
  await page.goto(foreign.url)
  await page.locator('iframe').scrollIntoViewIfNeeded()
  return page.frameLocator('iframe')
}

test('it works inside sandbox="allow-scripts"', async ({ page, guard, dateline }) => {
  const frame = await article(page, guard, `<iframe sandbox="allow-scripts" width="700" height="480" src="${dateline.url}${map}/embed" title="Map"></iframe>`)
  await drawn(frame, 5)
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('What is reported, and who disputes it')
  await expect(mark(frame, 'events/gathering-khabarovsk')).toBeVisible()
  await expect(inset(frame)).toHaveAccessibleName(/^Europe: /)

  await mark(frame, 'events/gathering-khabarovsk').click()
  await expect(card(frame)).toContainText('Gathering of North Koreans suspected in Khabarovsk')
  const link = card(frame).getByRole('link')
  expect(await link.getAttribute('href')).toContain(map + '?')
  expect(await link.getAttribute('href')).toContain('open=events/gathering-khabarovsk')
  await page.keyboard.press('Escape')
  await expect(card(frame)).toBeHidden()
  await inset(frame).click()
  await expect(mark(frame, 'events/strike-donetsk')).toBeVisible()
  await frame.getByRole('button', { name: 'Zoom in' }).click()

  await frame.getByRole('button', { name: 'All dates' }).click()
  await frame.locator('#slide-to').focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
  await expect(frame.getByText(/\d+ of 13/).first()).toBeVisible()
})

test('nothing in it scrolls, and the wheel scrolls the article', async ({ page, guard, dateline }) => {
  const frame = await article(page, guard, `<iframe sandbox="allow-scripts" width="700" height="480" src="${dateline.url}${map}/embed" title="Map"></iframe>`)
  await drawn(frame, 5)
  const size = await frame.locator('html').evaluate(e => [e.scrollWidth, e.clientWidth, e.scrollHeight, e.clientHeight])
  expect(size[0]).toBeLessThanOrEqual(size[1])
  expect(size[2]).toBeLessThanOrEqual(size[3])
  await frame.locator('#map').hover()
  const before = await page.evaluate(() => scrollY)
  await page.mouse.wheel(0, 200)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100)
})

test('where no tab may open, its links lead to the list in the frame', async ({ page, guard, dateline }) => {
  guard.expect('allow-popups')
  const frame = await article(page, guard, `<iframe sandbox="allow-scripts" width="700" height="480" src="${dateline.url}${map}/embed" title="Map"></iframe>`)
  await drawn(frame, 5)
  await frame.getByRole('link', { name: 'List of 13 entries' }).click()
  await expect(frame.locator('#list .entry').first()).toBeVisible()
  await expect(frame.locator('#map')).toBeHidden()
  await frame.getByRole('button', { name: 'Back to the map' }).click()
  await expect(frame.locator('#map')).toBeVisible()
  await expect(frame.locator('#list')).toBeHidden()

  await mark(frame, 'events/gathering-khabarovsk').click()
  await card(frame).getByRole('link').click()
  const entry = frame.locator('#list [data-key="events/gathering-khabarovsk"]')
  await expect(entry.locator('.voices')).toBeInViewport()
  await entry.getByRole('link', { name: 'show on map' }).click()
  await expect(mark(frame, 'events/gathering-khabarovsk')).toBeVisible()
})

test('the snippet that the page offers works as it stands', async ({ page, guard, dateline }) => {
  await openMap(page, map + '?status=denied')
  await page.getByRole('link', { name: 'Share' }).click()
  const code = page.getByLabel('Embed in a page')
  await expect(code).toHaveValue(/<iframe /)
  const snippet = await code.inputValue()
  expect(snippet).toContain(`src="${dateline.url}${map}/embed?status=denied"`)
  expect(snippet).toMatch(/sandbox="allow-scripts[^"]*"/)
  expect(snippet).toContain(`<script async src="${dateline.url}/embed.js"></script>`)
  await expect(page.getByLabel('Link to what is shown')).toHaveValue(`${dateline.url}${map}?status=denied`)
  const frame = await article(page, guard, snippet)
  await drawn(frame, 1)
  await expect(mark(frame, 'movements/sealift-vladivostok')).toBeAttached()
  await expect(mark(frame, 'events/gathering-khabarovsk')).toHaveCount(0)
})

test('the page itself is not framed', async ({ page, guard, dateline }) => {
  guard.expect('frame-ancestors')
  await article(page, guard, `<iframe width="700" height="480" src="${dateline.url}${map}" title="Page"></iframe>`)
  await expect.poll(() => guard.heard.join()).toContain('frame-ancestors')
})

test('its links lead to the page in a tab of its own', async ({ page }) => {
  await page.goto(map + '/embed?status=denied')
  await drawn(page, 1)
  for (const link of [page.getByRole('link', { name: 'Full page' }), page.getByRole('link', { name: /List of 3 entries/ })]) {
    await expect(link).toHaveAttribute('target', '_blank')
    await expect(link).toHaveAttribute('rel', /noopener/)
    expect(await link.getAttribute('href')).toContain(map + '?status=denied')
  }
  expect(await marks(page).count()).toBeGreaterThan(0)
})
