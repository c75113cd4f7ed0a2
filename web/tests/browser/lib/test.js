// The tests' ground: a server for each worker, more on demand, and a guard that
// fails a test whose pages complain or ask anything of another host.
import { test as base, expect } from '@playwright/test'
import { findChromium } from './chromium.js'
import { square } from './png.js'
import { start } from './server.js'

/** What the basemap's tiles are in tests: land without names. */
const tile = { land: square([245, 243, 238, 255]), names: square([0, 0, 0, 0]) }

export { expect }

/**
 * @typedef {object} Guard
 * @property {string[]} heard what pages complained of
 * @property {string[]} asked addresses of all requests but data: and blob:
 * @property {(context: import('@playwright/test').BrowserContext) => void} watch
 * @property {(origin: string) => void} allow another origin that pages may ask
 * @property {(words: string | RegExp) => void} expect a complaint that belongs to the test
 */

/**
 * @typedef {{
 *   guard: Guard,
 *   serve: (...args: string[]) => Promise<import('./server.js').Dateline>,
 * }} Own
 * @typedef {{ dateline: import('./server.js').Dateline }} Shared
 */

/** @type {import('@playwright/test').Fixtures<Own, Shared,
 *   import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions,
 *   import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions>} */
const fixtures = {
  dateline: [async ({}, use) => {
    const server = await start()
    await use(server)
    await server.stop()
  }, { scope: 'worker' }],

  baseURL: async ({ dateline }, use) => use(dateline.url),

  serve: async ({ guard }, use) => {
    /** @type {import('./server.js').Dateline[]} */
    const servers = []
    await use(async (...args) => {
      const server = await start(...args)
      guard.allow(server.url)
      servers.push(server)
      return server
    })
    for (const s of servers) await s.stop()
  },

  guard: [async ({ dateline }, use, info) => {
    /** @type {string[]} */
    const heard = []
    /** @type {string[]} */
    const asked = []
    /** @type {(string | RegExp)[]} */
    const known = []
    const origins = [dateline.url]
    await use({
      heard,
      asked,
      watch(context) {
        context.on('console', m => {
          if (m.type() === 'error' || m.type() === 'warning') heard.push(`${m.type()}: ${m.text()} (${m.location().url})`)
        })
        context.on('weberror', e => heard.push(`uncaught: ${e.error().stack ?? e.error()}`))
        context.on('dialog', d => {
          heard.push(`dialog: ${d.message()}`)
          d.dismiss()
        })
        context.on('request', r => {
          if (!/^(data|blob|about):/.test(r.url())) asked.push(r.url())
        })
      },
      allow: origin => origins.push(origin),
      expect: words => known.push(words),
    })
    if (info.status === 'skipped') return
    const strange = heard.filter(h => !known.some(k => (typeof k === 'string' ? h.includes(k) : k.test(h))))
    expect(strange, 'no errors, warnings or dialogs').toEqual([])
    expect(asked.filter(a => !origins.includes(new URL(a).origin)), 'nothing is asked of another host').toEqual([])
  }, { auto: true }],

  context: async ({ context, guard }, use) => {
    guard.watch(context)
    await context.route('**/tiles/basemap/**', route => route.fulfill({ contentType: 'image/png', headers: { 'Access-Control-Allow-Origin': '*' }, body: route.request().url().includes('labels=only') ? tile.names : tile.land }))
    await use(context)
  },
}

export const test = base.extend(fixtures)

test.beforeEach(() => {
  if (findChromium()) return
  if (process.env.CI) throw new Error('missing: Chromium (run .ci/tools)')
  test.skip(true, 'missing: Chromium (run .ci/tools)')
})
