// The interface in every language; event texts stay in theirs.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { test, expect } from './lib/test.js'
import { card, drawn, map, marks } from './lib/page.js'

/** @typedef {import('@playwright/test').Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const languages = { en: 'English', uk: 'Українська', ru: 'Русский', ko: '한국어', ar: 'العربية' }
const others = Object.keys(languages).filter(l => l !== 'en')
const open = 'open=movements/sealift-vladivostok'

/** @param {Page} page @param {string} selector */
const shows = (page, selector) => page.locator(selector).waitFor()

/** @type {Record<string, (page: Page, lang: string) => Promise<unknown>>} */
const states = {
  page: async (page, lang) => { await page.goto(`${map}?lang=${lang}`); await drawn(page, 5) },
  'page with a card and dates': async (page, lang) => {
    await page.goto(`${map}?lang=${lang}&${open}&datetime=2024-10-08/2024-10-13`)
    await drawn(page)
    await card(page).waitFor()
    await page.locator('#set-dates').click()
  },
  'page with the search open': async (page, lang) => { await page.goto(`${map}?lang=${lang}`); await drawn(page, 5); await page.locator('a[data-dialog=search]').click(); await shows(page, 'dialog #search') },
  'page with the share box open': async (page, lang) => { await page.goto(`${map}?lang=${lang}`); await drawn(page, 5); await page.locator('a[data-dialog=share]').click(); await shows(page, 'dialog #share') },
  'page with the languages open': async (page, lang) => { await page.goto(`${map}?lang=${lang}`); await drawn(page, 5); await page.locator('.langs summary').click(); await shows(page, '.langs ul') },
  'page where nothing matches': async (page, lang) => { await page.goto(`${map}?lang=${lang}&status=confirmed`); await shows(page, '.none') },
  embed: async (page, lang) => { await page.setViewportSize({ width: 700, height: 480 }); await page.goto(`${map}/embed?lang=${lang}`); await drawn(page, 5) },
  'embed with a card': async (page, lang) => { await page.setViewportSize({ width: 700, height: 480 }); await page.goto(`${map}/embed?lang=${lang}&open=events/gathering-khabarovsk`); await drawn(page); await card(page).waitFor() },
  phone: async (page, lang) => { await page.setViewportSize({ width: 390, height: 844 }); await page.goto(`${map}?lang=${lang}`); await drawn(page, 5); await page.locator('.entry summary').first().click() },
  'error page': async (page, lang) => { await page.goto(`/nothing?lang=${lang}`) },
}

/**
 * What is said in the page's own language: texts and labels that no element
 * gives to another. The map's marks and names are the data's.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
const interfaceTexts = page => page.evaluate(() => {
  const all = []
  /** @param {Element} e */
  const own = e => e.closest('[lang]') === document.documentElement && !e.closest('script, style, textarea, #map .stage svg, #map .picture, option') &&
    e.checkVisibility({ visibilityProperty: true })
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.textContent?.trim() && node.parentElement && own(node.parentElement)) all.push(node.textContent.trim())
  }
  for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]')) {
    if (!own(e) || e.matches('#map [data-id]')) continue
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) {
      const value = e.getAttribute(name)
      if (value) all.push(value)
    }
  }
  return all
})

// Names that have one form in every language; and where a sentence of the map
// or an attribute holds a name of the data, that name.
const names = /(?<=\d)k?m\b|\b(Natural Earth|GeoNames|Leaflet|GeoJSON|CSV|Ctrl|UTC|NIS|Vladivostok|Donetsk region|the Kremlin|South Korean media|Ukrainian media)\b/g

for (const lang of others) {
  test(`${lang}: no English is left`, async ({ page, guard }) => {
    guard.expect('404 (Not Found)')
    for (const name of ['embed with a card', 'page with a card and dates', 'page with the search open', 'page with the share box open', 'page where nothing matches', 'error page']) {
      await states[name](page, lang)
      const texts = await interfaceTexts(page)
      expect(texts.length, name).toBeGreaterThan(name === 'error page' ? 2 : 15)
      expect(texts.map(t => t.replace(names, '')).filter(t => /[A-Za-z]{2,}/.test(t)), name).toEqual([])
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
    }
  })
}

for (const [lang, name] of Object.entries(languages)) {
  test(`${lang}: nothing is wider than the window, no control is cut`, async ({ page }) => {
    await page.goto(`${map}?lang=${lang}`)
    await drawn(page)
    await page.locator('#set-dates').click()
    for (const width of [1280, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
      const wide = await page.evaluate(() => {
        const out = document.scrollingElement && document.scrollingElement.scrollWidth > innerWidth ? [`page: ${document.scrollingElement.scrollWidth}`] : []
        for (const e of document.querySelectorAll('.key label, .button, .tools > a, .langs summary, .as-of, .time h2, .result, .textures span, .group h2, .group p')) {
          const r = e.getBoundingClientRect()
          if (r.width && (r.left < -0.5 || r.right > innerWidth + 0.5 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')) out.push(`${e.className || e.localName}: ${e.textContent}`)
        }
        return out
      })
      expect(wide, `${width} px`).toEqual([])
      expect(await labelsMeet(page), `${width} px`).toEqual([])
    }
    await expect(page.locator('.langs summary')).toHaveText(name)
  })
}

/** Pairs of labels of the axis that lie on one another. @param {Page} page */
const labelsMeet = page => page.evaluate(() => {
  const boxes = [...document.querySelectorAll('.plot text')].map(e => ({ text: e.textContent, r: e.getBoundingClientRect(), seen: getComputedStyle(e).visibility === 'visible' })).filter(b => b.seen && b.r.width)
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.r.left < b.r.right && b.r.left < a.r.right).map(b => `${a.text} and ${b.text}`))
})

test('the menu leads to every language, and keeps what is selected', async ({ page }) => {
  await page.goto(map)
  await drawn(page)
  await page.getByText('Claimed, denied', { exact: true }).first().click() // the status goes off
  await expect(page).toHaveURL(/status=/)
  for (const [lang, name] of Object.entries(languages).reverse()) {
    await page.locator('.langs summary').focus()
    await page.keyboard.press('Enter')
    const link = page.locator('.langs a', { hasText: name })
    expect(await link.getAttribute('lang')).toBe(lang)
    expect(await link.getAttribute('hreflang')).toBe(lang)
    await link.click()
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    await drawn(page)
    await expect(page.locator('#status-denied')).not.toBeChecked()
    await expect(page.locator('.langs [aria-current]')).toHaveText(name)
  }
  expect(new URL(page.url()).searchParams.has('lang')).toBe(false) // the map's own
})

test('a filter keeps the language, with script and in the list', async ({ page }) => {
  await page.goto(`${map}?lang=uk`)
  await drawn(page)
  await page.locator('label:has(#status-claimed)').click()
  await expect(page).toHaveURL(/lang=uk/)
  await expect(page.locator('.group p').first()).toContainText('5 повідомлень')
  await page.locator('#set-dates').click()
  await page.locator('#step-earlier').click()
  await expect(page.locator('#dates-title')).toHaveText('18 жовтня 2024')
  await expect(page.locator('#slide-from')).toHaveAttribute('aria-valuetext', /18 жовтня 2024/)
})

test('the marks of the map are named in the language', async ({ page }) => {
  for (const [lang, name] of [['uk', 'Заявлено, заперечується, 8–13 жовт. 2024'], ['ko', '주장, 부인, 2024년 10월 8~13일'], ['ar', 'معلن، منفي، 8–13 أكتوبر 2024']]) {
    await page.goto(`${map}?lang=${lang}`)
    await drawn(page)
    const labels = await marks(page).evaluateAll(all => all.map(e => e.getAttribute('aria-label') ?? ''))
    expect(labels.some(l => l.startsWith(name)), labels.join('\n')).toBe(true)
  }
})

test.describe('from right to left', () => {
  test('the page is mirrored, the map is not', async ({ page }) => {
    await page.goto(`${map}?lang=ar&${open}`)
    await drawn(page)
    await card(page).waitFor()
    const at = await page.evaluate(() => Object.fromEntries(Object.entries({ side: '.side', list: '.list', card: '#card', map: '#map', buttons: '#map .buttons', symbol: '.entry .sym', title: '.entry .name' })
      .map(([name, selector]) => {
        const r = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect()
        return [name, { left: r.left, right: r.right }]
      })))
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(at.list.left).toBeGreaterThanOrEqual(at.side.right - 1)
    expect(at.symbol.left).toBeGreaterThan(at.title.left)
    expect(at.card.left - at.map.left).toBeLessThan(at.map.right - at.card.right)
    expect(at.buttons.right).toBeGreaterThan(at.map.right - 40)
    expect(await page.locator('#map').evaluate(e => getComputedStyle(e).direction)).toBe('ltr')
  })

  test('Arabic beside a line of the map reads from right to left and stays where it was placed', async ({ page }) => {
    await page.goto(`${map}?lang=ar`)
    await drawn(page)
    const lines = await page.locator('#map .stage .label', { hasText: 'the Kremlin' }).last().locator('text').evaluateAll(all => all.map(e => ({ text: e.textContent ?? '', left: e.getBoundingClientRect().left, direction: getComputedStyle(e).direction })))
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      expect(line.direction).toBe(/[\u0600-\u06ff]/.test(line.text) ? 'rtl' : 'ltr')
      expect(Math.abs(line.left - lines[0].left)).toBeLessThan(3)
    }
  })

  test('time runs from right to left: picture, grips and keys agree', async ({ page }) => {
    await page.goto(`${map}?lang=ar&datetime=2024-10-08/2024-10-13`)
    await drawn(page)
    const strip = await page.evaluate(() => {
      /** @param {string} selector */
      const x = selector => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect()
      const texts = [...document.querySelectorAll('.plot text')].map(e => ({ text: e.textContent ?? '', x: e.getBoundingClientRect().x }))
      return { texts, band: { left: x('.band rect').left, right: x('.band rect').right }, strip: { left: x('.plot').left, right: x('.plot').right }, total: Number(/** @type {HTMLInputElement} */ (document.getElementById('slide-from')).max) }
    })
    /** @param {string} start */
    const of = start => strip.texts.find(t => t.text.startsWith(start))?.x ?? NaN
    expect(of('يونيو')).toBeGreaterThan(of('13'))
    expect(of('13')).toBeGreaterThan(of('18'))
    const from = Number(await page.locator('#slide-from').inputValue())
    const right = strip.strip.right - (from / strip.total) * (strip.strip.right - strip.strip.left)
    expect(Math.abs(strip.band.right - right)).toBeLessThan(3)
    // Forwards in time is to the left.
    await page.locator('#slide-from').focus()
    await page.keyboard.press('ArrowLeft')
    await expect(page).toHaveURL(/datetime=2024-10-09\/2024-10-13/)
    const moved = await page.locator('.band rect').first().evaluate(e => e.getBoundingClientRect().right)
    expect(moved).toBeLessThan(strip.band.right - 5)
  })

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme })
      const some = ['page with a card and dates', 'embed', 'page with the languages open', 'phone']
      for (const [name, reach] of Object.entries(states).filter(([n]) => colorScheme === 'light' || some.includes(n))) {
        test(`axe finds nothing: ${name}`, async ({ page, guard }) => {
          guard.expect('404 (Not Found)')
          await reach(page, 'ar')
          await page.evaluate(axe)
          const found = await page.evaluate(async () => {
            const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] })
            return violations.flatMap((/** @type {any} */ v) => v.nodes.map((/** @type {any} */ n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ')}`))
          })
          expect(found).toEqual([])
        })
      }
    })
  }
})
