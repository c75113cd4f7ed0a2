// Times of page and embed in Chromium, and Lighthouse's scores: medians of RUNS (5).
// make bench runs it; on its own: npm run bench
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import build from '../tests/browser/lib/build.js'
import { launchOptions } from '../tests/browser/lib/chromium.js'
import { start } from '../tests/browser/lib/server.js'
import { events, movements } from './events.js'
import { frames } from './frames.js'

const RUNS = Number(process.env.RUNS ?? 5)
const PORT = 18890
const map = '/maps/north-korean-troops'

/** @param {number[]} of */
const median = of => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]

/** @param {string} what @param {string} got @param {string} target */
const row = (what, got, target) => console.log(`| ${what} | ${got} | ${target} |`)

/** Lighthouse's mobile profile, throttled by simulation. @param {string} url */
async function scores(url) {
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, `--remote-debugging-port=${PORT}`] })
  try {
    const run = await lighthouse(url, { port: PORT, logLevel: 'error', output: 'json' })
    const { categories, audits } = /** @type {any} */ (run).lhr
    const failed = Object.values(categories).flatMap((/** @type {any} */ c) => c.auditRefs.filter((/** @type {any} */ r) => r.weight && audits[r.id].score !== null && audits[r.id].score < 0.9)
      .map((/** @type {any} */ r) => `${r.id} ${audits[r.id].displayValue ?? ''}`))
    return {
      performance: categories.performance.score * 100, accessibility: categories.accessibility.score * 100,
      practices: categories['best-practices'].score * 100, seo: categories.seo.score * 100,
      lcp: audits['largest-contentful-paint'].numericValue, cls: audits['cumulative-layout-shift'].numericValue, failed,
    }
  } finally {
    await browser.close()
  }
}

/** Milliseconds from a press on a status to the list and map that follow, and the longest reaction to a press. @param {string} url */
async function filtering(url) {
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(() => {
      const seen = /** @type {any} */ (globalThis)
      seen.longest = 0
      new PerformanceObserver(list => {
        for (const e of list.getEntries()) if (/** @type {any} */ (e).interactionId) seen.longest = Math.max(seen.longest, e.duration)
      }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16, buffered: true }))
    })
    await page.goto(url)
    await page.locator('#map .stage [data-id][role=button]').first().waitFor({ state: 'attached' })
    await page.waitForTimeout(1000)
    /** @type {number[]} */
    const times = []
    for (const status of ['claimed', 'denied', 'claimed', 'denied']) {
      times.push(await page.evaluate(name => new Promise(resolve => {
        const box = /** @type {HTMLInputElement} */ (document.querySelector(`#filter [value="${name}"], [form=filter][value="${name}"]`))
        const main = /** @type {Element} */ (document.getElementById('top'))
        const from = performance.now()
        const done = new MutationObserver(() => {
          if (main.getAttribute('aria-busy') === 'true') return
          done.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - from))
        })
        done.observe(main, { attributes: true, attributeFilter: ['aria-busy'] })
        box.click()
      }), status))
      await page.waitForTimeout(300)
    }
    for (const key of ['j', 'Tab', 'Enter', 'Escape']) await page.keyboard.press(key)
    await page.mouse.click(800, 300)
    await page.waitForTimeout(500)
    const longest = await page.evaluate(() => /** @type {any} */ (globalThis).longest)
    return { filter: median(times), inp: longest }
  } finally {
    await browser.close()
  }
}

build()
/** Serves made-up data. @param {unknown} data */
function serve(data) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-bench-'))
  writeFileSync(path.join(folder, 'made-up.geojson'), JSON.stringify(data))
  return start(folder)
}
const server = await start()
const many = await serve(events(2000))
const curves = await serve(movements(500))
try {
  console.log('| what | measured | target |\n|---|---|---|')
  for (const [name, at] of [['page', map], ['embed', map + '/embed']]) {
    const runs = []
    for (let i = 0; i < RUNS; i++) runs.push(await scores(server.url + at))
    const of = (/** @type {'performance'|'accessibility'|'practices'|'seo'|'lcp'|'cls'} */ k) => median(runs.map(r => r[k]))
    row(`Lighthouse mobile, ${name}: performance / accessibility / best practices / SEO`, `${of('performance')} / ${of('accessibility')} / ${of('practices')} / ${of('seo')}`, name === 'page' ? '≥ 95 / 100 / 100 / 100' : '')
    row(`LCP and CLS of the ${name}`, `${(of('lcp') / 1000).toFixed(2)} s, ${of('cls').toFixed(3)}`, name === 'embed' ? '≤ 1.5 s, 0' : '')
    for (const f of new Set(runs.flatMap(r => r.failed))) console.log(`  ${name}: ${f}`)
  }
  const runs = []
  for (let i = 0; i < RUNS; i++) runs.push(await filtering(many.url + '/'))
  row('filter 2,000 events, until list and map show it', `${median(runs.map(r => r.filter)).toFixed(0)} ms`, '≤ 50 ms')
  row('longest reaction to a press or key (INP)', `${median(runs.map(r => r.inp)).toFixed(0)} ms`, '≤ 200 ms')
  const moved = []
  for (let i = 0; i < RUNS; i++) moved.push(await frames(curves.url + '/'))
  for (const name of Object.keys(moved[0])) {
    const of = (/** @type {'median'|'most'|'task'} */ k) => median(moved.map(m => m[name][k])).toFixed(0)
    const task = median(moved.map(m => m[name].task)) // the browser tells of those over 50 ms only
    row(`frames while ${name} 500 movements: median, 95th percentile; longest task`, `${of('median')} ms, ${of('most')} ms; ${task ? of('task') : '≤ 50'} ms`, name === 'dragging' ? '95 % ≤ 33 ms; ≤ 50 ms' : '95 % ≤ 33 ms')
  }
} finally {
  for (const s of [server, many, curves]) await s.stop()
}
