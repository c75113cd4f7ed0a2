// embed.js and the messages that it lives on, in pages of another origin.
import { test, expect } from './lib/test.js'
import { foreignPage } from './lib/server.js'
import { drawn, map } from './lib/page.js'

/** @type {{url: string, stop: () => Promise<unknown>}[]} */
let foreign = []
test.afterEach(async () => {
  for (const f of foreign) await f.stop()
  foreign = []
})

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('./lib/test.js').Guard} guard
 * @param {string} html
 * @param {'load' | 'commit'} [waitUntil]
 */
async function open(page, guard, html, waitUntil = 'load') {
  const served = await foreignPage(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Article</title><h1>Article</h1>${html}`)
  foreign.push(served)
  guard.allow(served.url)
  await page.goto(served.url, { waitUntil })
}

/** @param {string} server @param {string} [more] attributes @param {string} [query] */
const framed = (server, more = 'sandbox="allow-scripts"', query = '') =>
  `<dateline-map><iframe ${more} width="700" height="480" style="width:100%;max-width:700px;border:0" src="${server}${map}/embed${query}" title="Map"></iframe></dateline-map>
  <script async src="${server}/embed.js"></script>`

const text = (/** @type {number} */ n) => `<p>${'Text. '.repeat(n)}</p>`
const heightOf = (/** @type {import('@playwright/test').Page} */ page) => page.locator('iframe').first().evaluate(e => e.getBoundingClientRect().height)

for (const [name, attributes] of [['in a sandbox', 'sandbox="allow-scripts"'], ['without one', '']]) {
  test(`a frame below what is seen gets the height that its width wants, ${name}`, async ({ page, guard, dateline }) => {
    await page.setViewportSize({ width: 360, height: 640 })
    await open(page, guard, text(1500) + framed(dateline.url, attributes) + text(500))
    // Out of sight nothing is drawn, and the height comes nevertheless.
    await expect.poll(() => heightOf(page)).not.toBe(480)
    await page.locator('iframe').scrollIntoViewIfNeeded()
    await drawn(page.frameLocator('iframe'))
    expect(await page.frameLocator('iframe').locator('.mapbox').evaluate(e => e.clientHeight)).toBe(300)
    const inside = await page.frameLocator('iframe').locator('html').evaluate(e => [e.scrollHeight, e.clientHeight])
    expect(inside[0]).toBe(inside[1])
  })
}

test('nothing that the reader sees moves', async ({ page, guard, dateline }) => {
  await page.setViewportSize({ width: 360, height: 900 })
  await open(page, guard, framed(dateline.url) + text(3000))
  await page.evaluate(() => {
    Object.assign(window, { shift: 0 })
    new PerformanceObserver(list => {
      for (const e of list.getEntries()) Object.assign(window, { shift: /** @type {any} */ (window).shift + /** @type {any} */ (e).value })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await drawn(page.frameLocator('iframe'))
  await page.waitForFunction(() => customElements.get('dateline-map'))
  await page.waitForTimeout(500) // messages have come by now
  expect(await heightOf(page), 'what is in sight stays').toBe(480)

  // A width that is new moves everything anyway.
  await page.setViewportSize({ width: 330, height: 900 })
  await expect.poll(() => heightOf(page)).not.toBe(480)
  expect(await page.evaluate(() => /** @type {any} */ (window).shift)).toBeLessThan(0.1)
})

test('a frame that was there long before the script gets its height as well', async ({ page, guard, dateline }) => {
  await page.setViewportSize({ width: 700, height: 400 })
  /** @type {(value?: unknown) => void} */
  let go = () => {}
  const held = new Promise(resolve => { go = resolve })
  await page.route('**/embed.js', async route => {
    await held
    await route.continue()
  })
  await open(page, guard, text(3000) + framed(dateline.url), 'commit')
  await drawn(page.frameLocator('iframe'))
  await page.waitForTimeout(300)
  expect(await heightOf(page)).toBe(480)
  go()
  await expect.poll(() => heightOf(page)).not.toBe(480)
})

test('only its own frame is heard, and only heights that can be', async ({ page, guard, dateline }) => {
  await page.setViewportSize({ width: 700, height: 400 })
  await open(page, guard, text(3000) + framed(dateline.url) +
    '<iframe sandbox="allow-scripts" title="Other" srcdoc="<script>parent.postMessage({type:\'dateline-height\',height:333},\'*\')</script>"></iframe>')
  await page.waitForFunction(() => customElements.get('dateline-map'))
  await expect.poll(() => heightOf(page)).not.toBe(480)
  const before = await heightOf(page)
  await page.evaluate(() => {
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'))
    postMessage({ type: 'dateline-height', height: 444 }, '*')
    const say = (/** @type {unknown} */ data, origin = 'null') => dispatchEvent(new MessageEvent('message', { data, origin, source: frame.contentWindow }))
    say({ type: 'dateline-height', height: 555 }, 'https://elsewhere.example')
    for (const data of [null, 'x', {}, { type: 'dateline-height' }, { type: 'dateline-height', height: 9999 }, { type: 'dateline-height', height: -5 }, { type: 'dateline-height', height: 'x' }]) say(data)
  })
  await page.waitForTimeout(300)
  expect(await heightOf(page)).toBe(before)
  await page.evaluate(() => {
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'))
    dispatchEvent(new MessageEvent('message', { data: { type: 'dateline-height', height: 612.3 }, origin: 'null', source: frame.contentWindow }))
  })
  expect(await heightOf(page)).toBe(613)
})

test('AMP and pym.js are told in their own words', async ({ page, guard, dateline }) => {
  await open(page, guard, `<script>heard = []; addEventListener('message', e => heard.push(e.data))</script>
    <iframe sandbox="allow-scripts" width="700" height="480" src="${dateline.url}${map}/embed?childId=map-1&initialWidth=700" title="Map"></iframe>`)
  await drawn(page.frameLocator('iframe'))
  const heard = await page.evaluate(() => /** @type {any} */ (window).heard)
  const { height } = heard.find((/** @type {any} */ m) => m.type === 'dateline-height')
  expect(height).toBeGreaterThan(400)
  expect(height).toBeLessThan(520)
  expect(heard).toContainEqual({ sentinel: 'amp', type: 'embed-size', height })
  expect(heard).toContain(`pymxPYMxmap-1xPYMxheightxPYMx${height}`)
})

test('without the script the frame is there as it is', async ({ page, guard, dateline }) => {
  await open(page, guard, framed(dateline.url).replace(/<script.*/, ''))
  await drawn(page.frameLocator('iframe'))
  expect(await heightOf(page)).toBe(480)
})

test('nobody may frame an embed that is not to be framed', async ({ page, guard, serve }) => {
  guard.expect('frame-ancestors')
  const own = await serve('--frame-ancestors', 'https://news.example')
  await open(page, guard, framed(own.url))
  await expect.poll(() => guard.heard.join()).toContain('frame-ancestors')
})
