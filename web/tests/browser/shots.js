// Takes pictures of the page as readers meet it, for people to look at:
// make shots
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import build, { results } from './lib/build.js'
import { launchOptions } from './lib/chromium.js'
import { start } from './lib/server.js'

const folder = path.join(results, 'shots')
const page = '/maps/north-korean-troops'
const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

/** @type {{name: string, at: string, size: {width: number, height: number}, dark?: boolean, touch?: boolean, whole?: boolean, script?: boolean}[]} */
const shots = [
  { name: 'page-wide', at: page, size: wide },
  { name: 'page-wide-dark', at: page, size: wide, dark: true },
  { name: 'page-wide-card', at: page + '?open=movements/sealift-vladivostok', size: wide },
  { name: 'page-tablet', at: page, size: { width: 820, height: 1180 } },
  { name: 'page-phone', at: page, size: phone, touch: true },
  { name: 'page-phone-dark', at: page, size: phone, touch: true, dark: true },
  { name: 'page-phone-card', at: page + '?open=events/strike-donetsk', size: phone, touch: true },
  { name: 'page-phone-whole', at: page, size: phone, touch: true, whole: true },
  { name: 'page-no-script', at: page, size: wide, whole: true, script: false },
  { name: 'page-no-match', at: page + '?status=confirmed', size: wide },
  { name: 'embed', at: page + '/embed', size: { width: 700, height: 480 } },
  { name: 'embed-dark', at: page + '/embed', size: { width: 700, height: 480 }, dark: true },
  { name: 'embed-narrow', at: page + '/embed', size: { width: 340, height: 480 }, touch: true },
]

mkdirSync(folder, { recursive: true })
build()
const server = await start(...process.argv.slice(2))
const browser = await chromium.launch(launchOptions)
try {
  for (const s of shots) {
    const context = await browser.newContext({
      viewport: s.size, colorScheme: s.dark ? 'dark' : 'light', hasTouch: s.touch, isMobile: s.touch, javaScriptEnabled: s.script ?? true,
      deviceScaleFactor: s.touch ? 2 : 1, reducedMotion: 'reduce', locale: 'en-GB',
    })
    const tab = await context.newPage()
    await tab.goto(server.url + s.at, { waitUntil: 'networkidle' })
    await tab.waitForTimeout(500) // the last drawing after the last answer
    const file = path.join(folder, s.name + '.png')
    await tab.screenshot({ path: file, fullPage: s.whole })
    console.log(file)
    await context.close()
  }
} finally {
  await browser.close()
  await server.stop()
}
