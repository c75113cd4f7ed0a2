// Widths, colours and sizes.
import { test, expect } from './lib/test.js'
import { openMap, drawn, map, card, marks } from './lib/page.js'

for (const width of [320, 390, 720, 1039, 1040, 1280, 1920]) {
  test(`nothing scrolls sideways at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    for (const address of [map, map + '?open=movements/sealift-vladivostok', map + '?datetime=2024-10-08/2024-10-13&match=must', map + '?status=confirmed', map + '/embed', '/nothing?%', '/maps/nothing']) {
      const answer = await page.goto(address)
      if (answer?.ok()) await page.waitForLoadState('networkidle')
      const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
      expect(whole, address).toBeLessThanOrEqual(seen)
    }
    await openMap(page, map)
    await page.locator('#set-dates').click()
    const [whole, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
    expect(whole, 'with the dates open').toBeLessThanOrEqual(seen)
  })
}

/** How much wider than the window the page is. @param {import('@playwright/test').Page} page */
const beyond = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** What of these is cut by the window or covered by a later one, by selector. @param {import('@playwright/test').Page} page @param {string} selector */
const clashes = (page, selector) => page.locator(selector).evaluateAll(all => {
  const seen = all.filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => ({ name: e.textContent?.trim().slice(0, 40) || e.className, ...e.getBoundingClientRect().toJSON() })).filter(r => r.width && r.height)
  return seen.flatMap((a, i) => [
    ...a.left < -0.5 || a.right > innerWidth + 0.5 ? [`${a.name} is cut`] : [],
    ...seen.slice(i + 1).filter(b => a.left < b.right - 1.5 && b.left < a.right - 1.5 && a.top < b.bottom - 1.5 && b.top < a.bottom - 1.5).map(b => `${a.name} over ${b.name}`),
  ])
})

const onMap = '#map .buttons, #map .inset, #map .credits, #map .failure:not(:empty), #map-note'
const texts = '.as-of, .tools > a, .langs, .head h1, .head p, #filter label, .how > summary, .time h2, .result, .button, .plot text, .by a, .group h2, .group p'

for (const lang of ['en', 'uk', 'ru', 'ko', 'ar']) {
  for (const width of [320, 1040]) {
    test(`${lang} at ${width}: no two-way scrolling, nothing over anything`, async ({ page, guard }) => {
      await page.setViewportSize({ width, height: 844 })
      await openMap(page, `${map}?lang=${lang}`)
      await page.locator('#set-dates').click()
      expect(await beyond(page)).toBe(0)
      expect(await clashes(page, onMap), 'on the map').toEqual([])
      expect(await clashes(page, texts), 'beside it').toEqual([])
      for (const box of ['search', 'share']) {
        await page.locator(`a[data-dialog=${box}]`).click()
        const [outer, inner] = await page.locator(`dialog[open], dialog[open] #${box} .tool-body`).evaluateAll(all => all.map(e => e.getBoundingClientRect().width - parseFloat(getComputedStyle(e).paddingLeft) - parseFloat(getComputedStyle(e).paddingRight)))
        expect(outer - inner, 'fields are as wide as their box').toBeLessThan(20)
        await page.keyboard.press('Escape')
      }
      guard.expect('net::ERR_FAILED')
      await page.route('**/entries.geojson*', route => route.abort())
      await page.reload()
      await expect(page.locator('#map-note')).toBeVisible()
      expect(await clashes(page, onMap), 'without entries').toEqual([])
      expect(await beyond(page)).toBe(0)
    })
  }
}

for (const width of [320, 1280]) {
  test(`texts spaced as WCAG 1.4.12 has them fit at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    for (const lang of ['en', 'uk', 'ar']) {
      await openMap(page, `${map}?lang=${lang}&open=movements/sealift-vladivostok`)
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }')
        document.adoptedStyleSheets = [sheet]
      })
      await page.locator('#set-dates').click()
      expect(await beyond(page), lang).toBe(0)
      expect(await clashes(page, '#filter label, .tools > a, .langs, .time h2, .result, .time .button'), lang).toEqual([])
      await page.locator('#card').evaluate(e => e.scrollTo(0, 1e6))
      await expect(page.locator('#card .links')).toBeInViewport()
    }
  })
}

test('numbers of many digits do not widen the key', async ({ page }) => {
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await openMap(page, map)
    await page.locator('#filter label b').evaluateAll(all => all.forEach(e => { e.textContent = '10,000' }))
    expect(await beyond(page), String(width)).toBe(0)
  }
})

test('in the reader\'s own colours what is chosen, the grips and the textures are told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openMap(page, map)
  await page.locator('#set-dates').click()
  const ground = (/** @type {string} */ selector) => page.locator(selector).first().evaluate(e => getComputedStyle(e).backgroundColor)
  expect(await ground('.pair label:has(:checked)')).not.toEqual(await ground('.pair label:not(:has(:checked))'))
  expect(await ground('.textures .solid')).not.toEqual(await ground('.textures .may'))
  expect(await page.locator('.strip input').first().evaluate(e => getComputedStyle(e).forcedColorAdjust), 'or its pictures go').toBe('none')
})

test.beforeEach(async ({ guard }) => guard.expect(/40[04] \((Not Found|Bad Request)\)/))

// How the parts are arranged by width.
test('one column up to 1039, two from 1040', async ({ page }) => {
  for (const [width, height, sideBySide] of /** @type {[number, number, boolean][]} */ ([[390, 336, false], [800, 480, false], [1280, 0, true]])) {
    await page.setViewportSize({ width, height: 800 })
    await openMap(page, map)
    const of = await page.locator('#map').boundingBox()
    const list = await page.locator('#list').boundingBox()
    if (!of || !list) throw new Error('no map or no list')
    if (sideBySide) {
      expect(list.x + list.width).toBeLessThanOrEqual(of.x + 1)
      expect(Math.abs(of.x - 432)).toBeLessThan(3)
    } else {
      expect(of.y + of.height).toBeLessThanOrEqual(list.y)
      expect(Math.abs(of.height - height)).toBeLessThan(3)
    }
  }
})

test('map, key and dates stay while the text scrolls', async ({ page }) => {
  await openMap(page, map)
  const before = await page.locator('#map').boundingBox()
  await page.mouse.move(100, 500)
  await page.mouse.wheel(0, 1500)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500)
  const after = await page.locator('#map').boundingBox()
  expect(Math.abs((before?.y ?? 0) - (after?.y ?? 0))).toBeLessThan(2)
  await expect(page.locator('#dates-title')).toBeInViewport()
})

/** Which theme the ground's tiles are asked in. @param {import('@playwright/test').Page} page */
const ground = page => page.locator('#map .leaflet-base-pane img').first().evaluate(e => new URL(/** @type {HTMLImageElement} */ (e).src).searchParams.get('theme') ?? 'light')

const colours = {
  light: { page: 'rgb(255, 255, 255)', ink: 'rgb(27, 31, 35)', ground: 'light' },
  dark: { page: 'rgb(20, 23, 26)', ink: 'rgb(238, 240, 242)', ground: 'dark' },
}

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`the colours are ${theme} as the reader wants, or as the address says`, async ({ page }) => {
    const want = colours[theme]
    const look = () => page.evaluate(() => ({ page: getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : getComputedStyle(document.body).backgroundColor, ink: getComputedStyle(document.body).color }))
    for (const [scheme, query] of /** @type {const} */ ([[theme, ''], [theme === 'dark' ? 'light' : 'dark', `?theme=${theme}`]])) {
      await page.emulateMedia({ colorScheme: scheme })
      for (const address of [map, map + '/embed']) {
        await page.goto(address + query)
        await drawn(page, 5)
        expect(await look()).toEqual({ page: want.page, ink: want.ink })
        expect(await ground(page), 'land and water').toEqual(want.ground)
      }
    }
  })
}

test('the map changes its colours with the reader\'s', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openMap(page, map)
  expect(await ground(page)).toEqual(colours.light.ground)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => ground(page)).toEqual(colours.dark.ground)
})

test('pinch zoom stays on', async ({ page }) => {
  await page.goto(map)
  expect(await page.locator('meta[name=viewport]').getAttribute('content')).not.toMatch(/user-scalable|maximum-scale/)
})

test.describe('with a coarse pointer', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  test('what is pressed is 44 pixels large', async ({ page }) => {
    for (const address of [map, map + '?open=events/gathering-khabarovsk', map + '/embed']) {
      await openMap(page, address)
      if (address === map) await page.locator('#set-dates').click()
      const small = await page.locator('button, .button, select, summary, input:not([type=checkbox], [type=radio], [type=range], [readonly]), #filter label').evaluateAll(all => all.flatMap(e => {
        const r = e.getBoundingClientRect()
        if (!r.width || getComputedStyle(e).visibility === 'hidden') return []
        return r.height < 43.5 || r.width < 43.5 ? [`${e.tagName} ${e.textContent?.trim() || e.getAttribute('aria-label') || e.id}: ${r.width} × ${r.height}`] : []
      }))
      expect(small, address).toEqual([])
    }
  })
})

test('with a fine pointer nothing is smaller than 24 pixels', async ({ page }) => {
  await openMap(page, map)
  const small = await page.locator('button, .button, select, summary, #filter label, .name a').evaluateAll(all => all.flatMap(e => {
    const r = e.getBoundingClientRect()
    if (!r.width) return []
    return r.height < 21.5 || r.width < 24 ? [`${e.tagName} ${e.textContent?.trim() || e.id}: ${r.width} × ${r.height}`] : []
  }))
  expect(small).toEqual([])
  expect(await marks(page).count()).toBeGreaterThan(4)
})

test('paper shows the whole of the map, in light colours', async ({ page }) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    await openMap(page, map + '?theme=dark')
    const ratio = await page.locator('#map').evaluate(e => e.clientWidth / e.clientHeight)
    const shown = await marks(page).count()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const box = await page.locator('#map').boundingBox()
    expect(box?.width).toBeCloseTo(686, -1)
    expect((box?.width ?? 0) / (box?.height ?? 1), 'scaled, not cut').toBeCloseTo(ratio, 1)
    expect(await marks(page).count()).toBe(shown)
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe(colours.light.ink)
  }
})

test('key and credits are printed', async ({ page }) => {
  await openMap(page, map + '?open=events/gathering-khabarovsk')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('#filter').getByText('Claimed, denied')).toBeVisible()
  await expect(page.locator('#map .credits')).toBeVisible()
  await expect(page.locator('#map .credits')).toContainText('United Nations')
  await expect(page.locator('.entry')).toHaveCount(13)
  await expect(card(page)).toBeHidden()
})
