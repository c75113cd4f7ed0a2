// The guard fails any test that asks something of another host; here it is
// shown to listen, and nothing is left behind in the browser.
import { test, expect } from './lib/test.js'
import { drawn, map, mark, card, inset } from './lib/page.js'

for (const address of [map, map + '/embed']) {
  test(`${address} asks its own server only, and stores nothing`, async ({ page, context, guard, dateline }) => {
    await page.goto(address)
    await drawn(page, 5)
    await mark(page, 'events/gathering-khabarovsk').click()
    await expect(card(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await inset(page).click()
    await page.waitForLoadState('networkidle')
    const origins = new Set(guard.asked.map(a => new URL(a).origin))
    expect([...origins]).toEqual([dateline.url])
    expect(guard.asked.some(a => a.includes('/entries.geojson'))).toBe(true)
    expect(guard.asked.some(a => a.includes('/tiles/basemap/'))).toBe(true)
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  })
}

test('what leads elsewhere does so only when pressed, and tells nobody whence', async ({ page }) => {
  await page.goto(map)
  for (const link of await page.locator('a[href^="http"]').all()) expect(await link.getAttribute('rel')).toContain('noopener')
  expect(await page.locator('link[rel=preconnect], link[rel=dns-prefetch], iframe, img:not(#map img), video, object, embed').count()).toBe(0)
})
