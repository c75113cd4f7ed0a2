// The embed is a picture until its map is opened.
import { test, expect } from './lib/test.js'
import { foreignPage } from './lib/server.js'
import { activate, drawn, card, mark, map } from './lib/page.js'

const KB = 1000
const embed = map + '/embed'

/** @type {{url: string, stop: () => Promise<unknown>} | undefined} */
let foreign
test.afterEach(async () => {
  await foreign?.stop()
  foreign = undefined
})

/**
 * Opens an article with the embed in a sandbox that allows nothing but scripts.
 * @param {import('@playwright/test').Page} page
 * @param {import('./lib/test.js').Guard} guard
 * @param {string} src @param {number} [width]
 */
async function article(page, guard, src, width = 700) {
  const text = (/** @type {number} */ n) => `<p>${'Text. '.repeat(n)}</p>`
  foreign = await foreignPage(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Article</title><h1>Article</h1>${text(200)}
    <a id="before" href="#x">Before</a><iframe sandbox="allow-scripts" width="${width}" height="480" src="${src}" title="Map"></iframe><a id="after" href="#y">After</a>${text(3000)}`)
  guard.allow(foreign.url)
  await page.goto(foreign.url)
  await page.locator('iframe').scrollIntoViewIfNeeded()
  return page.frameLocator('iframe')
}

/** The picture that is shown. @param {import('@playwright/test').Page | import('@playwright/test').FrameLocator} page */
const picture = page => page.locator('#poster img')

/** Its address. @param {import('@playwright/test').Page | import('@playwright/test').FrameLocator} page */
async function shown(page) {
  let at = ''
  // Asked for at once: another picture may be on its way a moment later.
  await expect.poll(async () => {
    at = await picture(page).evaluate(e => e instanceof HTMLImageElement && e.complete && e.naturalWidth > 0 ? e.currentSrc : '')
    return at
  }).not.toBe('')
  return new URL(at).searchParams
}

/** Notes every shift of the layout from now on, input or not. @param {import('@playwright/test').Page} page */
const watchShifts = page => page.addInitScript(() => {
  const shifts = /** @type {any} */ (globalThis).shifts = /** @type {unknown[]} */ ([])
  new PerformanceObserver(list => {
    for (const e of /** @type {any[]} */ (list.getEntries())) shifts.push({ value: e.value, of: e.sources?.map((/** @type {any} */ s) => s.node?.outerHTML?.slice(0, 80)) })
  }).observe({ type: 'layout-shift', buffered: true })
})

for (const [name, size, scale] of /** @type {const} */ ([['700 wide', { width: 700, height: 480 }, 1], ['a phone', { width: 390, height: 480 }, 2], ['320 wide', { width: 320, height: 480 }, 2]])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ viewport: size, deviceScaleFactor: scale, colorScheme })
      test('three requests, 20 KB and a picture of 80 KB at most', async ({ page, context, guard }) => {
        /** @type {Promise<[string, number]>[]} */
        const sizes = []
        page.on('requestfinished', r => sizes.push(r.sizes().then(s => [new URL(r.url()).pathname, s.responseBodySize])))
        await page.goto(embed)
        await page.waitForLoadState('networkidle')
        const all = await Promise.all(sizes)
        test.info().annotations.push({ type: 'bytes', description: all.map(([at, n]) => `${at} ${n}`).join(', ') })
        expect(guard.asked.filter(a => !a.startsWith('data:'))).toHaveLength(3)
        const sum = (/** @type {(at: string) => boolean} */ of) => all.filter(([at]) => of(at)).reduce((n, [, bytes]) => n + bytes, 0)
        const painted = sum(at => at.endsWith('.png'))
        expect(painted).toBeGreaterThan(5 * KB)
        expect(painted).toBeLessThanOrEqual(80 * KB)
        expect(sum(at => !at.endsWith('.png'))).toBeLessThanOrEqual(20 * KB)
        expect(await context.cookies()).toEqual([])
        expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])

        const q = await shown(page)
        expect(q.get('theme') ?? 'light').toBe(colorScheme)
        expect(q.get('scale') ?? '1').toBe(String(scale))
        expect(Number(q.get('w')), 'as wide as it is shown, but for the edge').toBe(size.width - 2)
      })

      test('opening the map moves nothing', async ({ page }) => {
        await watchShifts(page)
        await page.goto(embed)
        await shown(page)
        const places = () => page.evaluate(() => ['h1', 'header p', '.mapbox', '.embed-key', 'footer'].map(s => {
          const { x, y, width, height } = /** @type {Element} */ (document.querySelector(s)).getBoundingClientRect()
          return [s, x, y, width, height]
        }))
        const before = await places()
        await drawn(page, 4)
        await expect(picture(page)).toBeHidden()
        expect(await places()).toEqual(before)
        expect(await page.evaluate(() => /** @type {any} */ (globalThis).shifts)).toEqual([])
      })
    })
  }
}

test.describe('700 × 480', () => {
  test.use({ viewport: { width: 700, height: 480 } })

  test('what it says before its map is opened', async ({ page }) => {
    await page.goto(embed)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What is reported, and who disputes it')
    const alt = await picture(page).getAttribute('alt')
    expect(alt).toBe(await page.locator('meta[property="og:image:alt"]').getAttribute('content'))
    await expect(page.getByRole('button', { name: 'Open the map' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'List of 13 entries' })).toHaveAttribute('href', map + '#list')
    await expect(page.getByText('As of 18 Oct 2024')).toBeVisible()
    await expect(page.locator('.embed-key')).toContainText('None corroborated or confirmed')
    await expect(page.locator('#map, #list, #card').filter({ visible: true })).toHaveCount(0)
  })

  test('the picture stands where the map then is', async ({ page }) => {
    await page.goto(embed)
    await shown(page)
    expect(await picture(page).evaluate(e => e.className)).toBe('')
    const [one, two] = await Promise.all([picture(page).boundingBox(), page.locator('.mapbox').boundingBox()])
    expect(one).toEqual(two)
  })

  test('the address of the picture may be kept for ever', async ({ page }) => {
    const got = page.waitForResponse(r => r.url().includes('.png'))
    await page.goto(embed)
    expect((await got).headers()['cache-control']).toContain('immutable')
  })

  for (const [name, press] of /** @type {[string, (page: import('@playwright/test').Page) => Promise<unknown>][]} */ ([
    ['a press on the picture', page => page.locator('#poster').click()],
    ['the button', page => page.getByRole('button', { name: 'Open the map' }).click()],
    ['Enter', page => page.locator('#open-map').press('Enter')],
    ['the space bar', page => page.locator('#poster').press(' ')],
  ])) {
    test(`${name} opens the map, which gets the focus`, async ({ page, context }) => {
      await page.goto(embed)
      await press(page)
      await expect(page.locator('#map:not(.coming)')).toBeVisible()
      await drawn(page, 5)
      await expect.poll(() => page.evaluate(() => !!document.activeElement?.closest('#map'))).toBe(true)
      await expect(page.getByRole('button', { name: 'All dates' })).toBeVisible()
      await expect(page.locator('#open-map')).toHaveCount(0)
      await expect(page.getByText('Zoom: buttons')).toBeVisible()
      expect(context.pages()).toHaveLength(1)
      // Everything of the map is within reach from here.
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => !!document.activeElement?.closest('#map'))).toBe(true)
    })
  }

  test('a filter is in the picture, the key and the map', async ({ page }) => {
    await page.goto(embed + '?status=denied&datetime=2024-10-08/2024-10-13')
    const q = await shown(page)
    expect([q.get('status'), q.get('datetime')]).toEqual(['denied', '2024-10-08/2024-10-13'])
    await expect(page.locator('.embed-key li')).toHaveText(['Claimed, denied 2'])
    await expect(page.getByRole('link', { name: 'List of 2 entries' })).toBeVisible()
    await drawn(page)
    await expect(mark(page, 'movements/sealift-vladivostok')).toBeAttached()
    await expect(mark(page, 'events/gathering-khabarovsk')).toHaveCount(0)
    await expect(page.getByRole('button', { name: '8–13 Oct 2024' })).toBeVisible()
  })

  test('theme, language and view are in the picture and stay', async ({ page }) => {
    await page.goto(embed + '?theme=dark&lang=ar&view=127,39,6')
    const q = await shown(page)
    expect([q.get('theme'), q.get('lang'), q.get('view')]).toEqual(['dark', 'ar', '127,39,6'])
    expect(await page.locator('html').evaluate(e => getComputedStyle(e).direction)).toBe('rtl')
    const button = await page.getByRole('button', { name: 'افتح الخريطة' }).boundingBox()
    expect(button?.x, 'at the right').toBeGreaterThan(350)
    await drawn(page)
    await expect(mark(page, 'statements/pact-pyongyang').or(page.locator('#map .stage [data-id]')).first()).toBeAttached()
    expect(new URL(page.url()).searchParams.get('view')).toBe('127,39,6')
  })

  test('an open entry is in the picture with its card, and then on the map', async ({ page }) => {
    await page.goto(embed + '?open=events/gathering-khabarovsk')
    expect((await shown(page)).get('view')).toMatch(/^135.*,48.*,5\.5$/)
    await expect(card(page)).toContainText('Gathering of North Koreans suspected in Khabarovsk')
    await expect(card(page).getByRole('link')).toHaveAttribute('href', /open=events\/gathering-khabarovsk/)
    const before = await card(page).boundingBox()
    await drawn(page)
    await expect(card(page)).toBeVisible()
    await expect(mark(page, 'events/gathering-khabarovsk')).toBeVisible()
    const after = await card(page).boundingBox()
    expect([after?.x, after?.width, after && after.y + after.height]).toEqual([before?.x, before?.width, before && before.y + before.height])
  })

  test('ui=none is the picture alone, ui=min has the key too; both open', async ({ page }) => {
    await page.goto(embed + '?ui=none')
    await shown(page)
    await expect(page.locator('.embed-key, footer').filter({ visible: true })).toHaveCount(0)
    expect(await picture(page).boundingBox()).toEqual({ x: 0, y: 0, width: 700, height: 480 })
    await page.locator('#poster').click()
    await expect(page.locator('#map:not(.coming)')).toBeVisible()
    expect(await page.locator('#map').boundingBox()).toEqual({ x: 0, y: 0, width: 700, height: 480 })

    await page.goto(embed + '?ui=min')
    await shown(page)
    await expect(page.locator('.embed-key')).toBeVisible()
    await expect(page.locator('footer')).toBeHidden()
    await page.locator('#poster').click()
    await expect(page.locator('#map:not(.coming)')).toBeVisible()
    await expect(page.locator('footer')).toBeHidden()
  })

  test('without its picture everything else is there, at its place', async ({ page, guard }) => {
    guard.expect('503')
    await page.goto(embed)
    const before = await page.locator('footer').boundingBox()
    await page.route('**/*.png?*', route => route.request().url().includes('/maps/') ? route.fulfill({ status: 503, body: '' }) : route.continue())
    await page.reload()
    await expect(page.locator('#poster')).toHaveAccessibleName(/^Map “North Korean troops/)
    await expect(page.getByRole('button', { name: 'Open the map' })).toBeVisible()
    expect(await page.locator('footer').boundingBox()).toEqual(before)
    await drawn(page, 5)
    expect(await page.locator('footer').boundingBox()).toEqual(before)
  })

  test('when the map does not come, that is said, and it can be asked for again', async ({ page, guard }) => {
    guard.expect(/Failed to|net::ERR_FAILED|was not loaded/)
    await page.goto(embed)
    await page.route('**/for-open.css', route => route.abort())
    await page.getByRole('button', { name: 'Open the map' }).click()
    await expect(page.getByText('The map could not be drawn. The list has everything.')).toBeVisible()
    await expect(picture(page)).toBeVisible()
    await page.unroute('**/for-open.css')
    await page.getByRole('button', { name: 'Open the map' }).click()
    await drawn(page, 5)
    await expect(page.getByText('The map could not be drawn.')).toBeHidden()
  })

  test('it is printed as a picture', async ({ page }) => {
    await page.goto(embed)
    await shown(page)
    await page.emulateMedia({ media: 'print' })
    await expect(picture(page)).toBeVisible()
    await expect(page.locator('.embed-key')).toBeVisible()
    await expect(page.getByText('As of 18 Oct 2024')).toBeVisible()
  })
})

test.describe('a phone', () => {
  test.use({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 })
  for (const lang of ['en', 'uk', 'ko']) {
    test(`its whole screen gets one picture, that of its form, ${lang}`, async ({ page, guard }) => {
      await page.goto(`${embed}?lang=${lang}`)
      const q = await shown(page)
      await page.waitForLoadState('networkidle')
      expect(guard.asked.filter(a => a.includes('.png'))).toHaveLength(1)
      const box = await page.locator('.mapbox').evaluate(e => [e.clientWidth, e.clientHeight])
      expect(Math.abs(box[1] / box[0] - Number(q.get('h')) / Number(q.get('w')))).toBeLessThan(0.005)
      expect(await picture(page).evaluate(e => e.className)).toBe('')
      const size = await page.locator('html').evaluate(e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight])
      expect(size).toEqual([0, 0])
      await drawn(page, 4)
      expect(await page.locator('#map').evaluate(e => [e.clientWidth, e.clientHeight])).toEqual(box)
    })
  }
})

test('in a frame of unusual form comes a picture that fits', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 400 })
  await page.goto(embed)
  const box = await page.locator('.mapbox').boundingBox()
  await expect.poll(async () => Math.abs(Number((await shown(page)).get('h')) - (box?.height ?? 0))).toBeLessThanOrEqual(5)
  await expect.poll(() => picture(page).evaluate(e => e.className)).toBe('')
})

test('in a sandbox: wheel, finger and keyboard go past the picture, and past the map', async ({ page, guard, dateline }) => {
  await page.setViewportSize({ width: 800, height: 600 })
  const frame = await article(page, guard, dateline.url + embed)
  await shown(frame)
  const past = async (over = frame.locator('.mapbox')) => {
    await page.locator('iframe').scrollIntoViewIfNeeded()
    const at = await over.boundingBox()
    await page.mouse.move((at?.x ?? 0) + (at?.width ?? 0) / 2, (at?.y ?? 0) + (at?.height ?? 0) / 2)
    const before = await page.evaluate(() => scrollY)
    await page.mouse.wheel(0, 200)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100)
  }
  await past()
  await page.locator('#before').focus()
  let stops = 0
  do {
    await page.keyboard.press('Tab')
    stops++
  } while (stops < 9 && await page.evaluate(() => document.activeElement?.id !== 'after'))
  expect(stops, 'picture, button and list lie between').toBe(4)
  await activate(frame)
  await drawn(frame, 5)
  await past()
  await mark(frame, 'events/gathering-khabarovsk').click()
  await past(card(frame))
  const size = await frame.locator('html').evaluate(e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight])
  expect(size).toEqual([0, 0])
})

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 640 } })
  test('one finger scrolls the article over picture and map', async ({ page, guard, dateline }) => {
    const frame = await article(page, guard, dateline.url + embed, 358)
    await shown(frame)
    const session = await page.context().newCDPSession(page)
    const past = async (over = frame.locator('.mapbox')) => {
      await page.locator('iframe').scrollIntoViewIfNeeded()
      const box = await over.boundingBox()
      const before = await page.evaluate(() => scrollY)
      const at = (/** @type {number} */ up) => [{ x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 - up }]
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
      for (let up = 15; up <= 150; up += 15) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(up) })
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 80)
    }
    await past()
    await drawn(frame, 4)
    await past()
    await mark(frame, 'events/gathering-khabarovsk').tap()
    await past(card(frame))
  })
})

test('where no tab may open, the list comes into the frame', async ({ page, guard, dateline }) => {
  guard.expect('allow-popups')
  const frame = await article(page, guard, dateline.url + embed)
  await shown(frame)
  expect(guard.asked.some(a => a.includes('part='))).toBe(false)
  await frame.getByRole('link', { name: 'List of 13 entries' }).click()
  await expect(frame.locator('#list .entry')).toHaveCount(13)
  await expect(frame.getByRole('button', { name: 'Back to the map' })).toBeFocused()
  await frame.getByRole('button', { name: 'Back to the map' }).click()
  await drawn(frame, 5)
  await expect(frame.locator('#list')).toBeHidden()
  expect(guard.asked.filter(a => a.includes('part=')).length).toBeGreaterThan(0)
})
