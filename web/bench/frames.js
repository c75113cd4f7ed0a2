// How evenly frames come while a map with many movements is dragged and zoomed.
import { chromium } from 'playwright-core'
import { launchOptions } from '../tests/browser/lib/chromium.js'

/** @param {number[]} of @param {number} share */
const quantile = (of, share) => [...of].sort((a, b) => a - b)[Math.ceil(share * of.length) - 1]

/** @typedef {{median: number, most: number, task: number}} Frames milliseconds from frame to frame: their median, what 95 % stay within; and the longest task */

/** What is done on the map, for about a second each. @type {Record<string, (page: import('playwright-core').Page) => Promise<void>>} */
const moves = {
  async dragging(page) {
    await page.mouse.move(900, 300)
    await page.mouse.down()
    const from = performance.now()
    for (let share = 0; share < 1; share = (performance.now() - from) / 1000) {
      await page.mouse.move(900 - 350 * share, 300 + 120 * share)
      await page.waitForTimeout(8)
    }
    await page.mouse.up()
  },
  async 'zooming by wheel'(page) {
    await page.mouse.move(860, 300)
    await page.keyboard.down('Control')
    for (let i = 0; i < 8; i++) {
      await page.mouse.wheel(0, i < 4 ? -60 : 60)
      await page.waitForTimeout(120)
    }
    await page.keyboard.up('Control')
  },
  async 'zooming by button'(page) {
    for (const button of [0, 0, 1, 1]) {
      await page.locator('#map .buttons button').nth(button).click()
      await page.waitForTimeout(400)
    }
  },
}

/** @param {string} url @returns {Promise<Record<string, Frames>>} */
export async function frames(url) {
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(url)
    await page.locator('#map .stage [data-id][role=button]').first().waitFor({ state: 'attached' })
    await page.waitForTimeout(1500)
    /** @type {Record<string, Frames>} */
    const all = {}
    for (const [name, move] of Object.entries(moves)) {
      await page.evaluate(() => {
        const seen = { on: true, frames: /** @type {number[]} */ ([]), task: 0 }
        Object.assign(globalThis, { seen })
        let last = performance.now()
        const tick = (/** @type {number} */ now) => {
          seen.frames.push(now - last)
          last = now
          if (seen.on) requestAnimationFrame(tick)
        }
        requestAnimationFrame(tick)
        new PerformanceObserver(list => { for (const e of list.getEntries()) seen.task = Math.max(seen.task, e.duration) }).observe({ type: 'longtask' })
      })
      await move(page)
      await page.waitForTimeout(300)
      const { frames, task } = await page.evaluate(() => {
        const { seen } = /** @type {any} */ (globalThis)
        seen.on = false
        return seen
      })
      all[name] = { median: quantile(frames, 0.5), most: quantile(frames, 0.95), task }
    }
    return all
  } finally {
    await browser.close()
  }
}
