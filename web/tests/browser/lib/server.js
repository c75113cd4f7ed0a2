// Servers for tests: the program itself, and pages of another origin.
import { spawn } from 'node:child_process'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { program } from './build.js'

/**
 * @typedef {object} Dateline
 * @property {string} url without a slash at the end
 * @property {() => string} log
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the program at a free port.
 * @param {string[]} args folders and flags
 * @returns {Promise<Dateline>}
 */
export async function start(...args) {
  const child = spawn(program, ['--listen', '127.0.0.1:0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stderr.on('data', d => { log += d })
  const ended = new Promise(resolve => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })
  const url = await new Promise((resolve, reject) => {
    child.once('error', reject)
    ended.then(code => reject(new Error(`the program ended with ${code}: ${log}`)))
    lines.once('line', line => {
      const at = /^Dateline is at (http:\/\/\S+)\/$/.exec(line)
      if (at) resolve(at[1])
      else reject(new Error(`the address line reads ${line}`))
    })
  })
  return {
    url,
    log: () => log,
    async stop() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}

/**
 * Serves one page at an origin of its own.
 * @param {string} html
 */
export async function foreignPage(html) {
  const server = http.createServer((_, res) => res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html))
  await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(null)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve) }),
  }
}
