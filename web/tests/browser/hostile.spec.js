// Data that try to be more than text: nothing runs, and it is shown as text.
import { hostileFolder } from '../fixtures/hostile.js'
import { test, expect } from './lib/test.js'
import { drawn, card, marks } from './lib/page.js'

/** @param {import('@playwright/test').Page | import('@playwright/test').Frame} page */
async function harmless(page) {
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  const found = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap(e => [
    ['IMG', 'IFRAME', 'OBJECT', 'EMBED'].includes(e.tagName) && !e.matches('#map img[src^="/tiles/basemap/"], #poster img[src^="/maps/hostile.png?"]') ? e.outerHTML : '',
    e.tagName === 'SCRIPT' && !e.getAttribute('src')?.startsWith('/assets/') ? e.outerHTML : '',
    ...[...e.attributes].map(a => (/^on/.test(a.name) || (/^(href|src|action|xlink:href)$/.test(a.name) && /^\s*(javascript|data|vbscript):/i.test(a.value) && !e.matches('link[rel=icon]')) ? `${a.name}=${a.value}` : '')),
  ]).filter(Boolean))
  expect(found).toEqual([])
  // Marks that turn the direction of what follows are taken out, on the map as well.
  const text = await page.evaluate(() => document.body.textContent + [...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')).join())
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000]/)
}

test('nothing runs on the page, in cards and in the embed', async ({ page, serve }) => {
  test.setTimeout(120_000)
  const server = await serve(hostileFolder(test.info().outputPath('hostile')))
  for (const address of ['/', '/maps/hostile/embed', '/?lang=uk&q=%22%3E%3Cscript%3EglobalThis.hacked=1%3C/script%3E&kind=%3Cb%3E&source=%22', '/?open=evil/%3Cimg%20src=x%20onerror=globalThis.hacked=1%3E#"><img src=x onerror=globalThis.hacked=1>']) {
    await page.goto(server.url + address)
    await page.waitForLoadState('networkidle')
    await harmless(page)
  }
  await page.goto(server.url + '/')
  await drawn(page)
  const keys = await page.locator('.entry').evaluateAll(all => all.map(e => e.getAttribute('data-key')))
  expect(keys.length).toBeGreaterThan(10)
  for (let i = 0; i < keys.length; i++) {
    await page.locator('.entry').nth(i).locator('.name a').click()
    await expect(card(page)).toBeVisible()
    await expect(page.locator('.entry').nth(i)).toHaveAttribute('aria-current', 'true')
    await harmless(page)
    await expect(page).toHaveURL(/[?&]open=/)
    await page.reload()
    await expect(card(page), `the card of ${keys[i]} comes back from its address`).toBeVisible()
    expect(new URL(page.url()).searchParams.get('open')).toBe(keys[i])
    await page.keyboard.press('Escape')
  }
})

test('markup is shown as the text it is', async ({ page, serve }) => {
  const server = await serve(hostileFolder(test.info().outputPath('hostile')))
  await page.goto(server.url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('</title><script>globalThis.hacked=1</script>')
  await expect(page.getByRole('heading', { level: 3, name: '<script>globalThis.hacked=1</script>' }).first()).toBeVisible()
})

test('a title of a megabyte is cut', async ({ page, serve }) => {
  const server = await serve(hostileFolder(test.info().outputPath('hostile')))
  const answer = await page.goto(server.url)
  expect((await answer?.body())?.length).toBeLessThan(400_000)
  await drawn(page)
  const title = page.locator('[data-key="evil/long"] .name')
  await expect(title).toContainText(/^A very long title .*…$/)
  expect((await title.textContent())?.length).toBeLessThan(400)
  for (const label of await marks(page).evaluateAll(all => all.map(e => e.getAttribute('aria-label') ?? ''))) expect(label.length).toBeLessThan(400)
  await title.locator('a').click()
  await expect(card(page)).toBeVisible()
  expect((await card(page).textContent())?.length).toBeLessThan(10_000)
})

test('right-to-left marks stay within their own text', async ({ page, serve }) => {
  const server = await serve(hostileFolder(test.info().outputPath('hostile')))
  await page.goto(server.url)
  const entry = page.locator('[data-key="evil/turned"]')
  await expect(entry.locator('.name')).toHaveAttribute('dir', 'auto')
  await expect(entry).toContainText('gnihtemos')
})

for (const width of [320, 1280]) {
  test(`long words do not widen the page at ${width}`, async ({ page, serve }) => {
    await page.setViewportSize({ width, height: 800 })
    const server = await serve(hostileFolder(test.info().outputPath('hostile')))
    for (const address of ['/', '/?open=evil/word', '/?open=evil/long', '/maps/hostile/embed', '/?status=confirmed']) {
      await page.goto(server.url + address)
      await page.waitForLoadState('networkidle')
      const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
      expect(whole, address).toBeLessThanOrEqual(seen)
      if (address.includes('open')) {
        const [inner, room] = await card(page).evaluate(e => [e.scrollWidth, e.clientWidth])
        expect(inner, `the card at ${address}`).toBeLessThanOrEqual(room)
      }
    }
  })
}
