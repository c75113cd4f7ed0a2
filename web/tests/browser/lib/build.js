// Builds the program once for all tests, and says what they will have to do without.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.js'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
export const results = path.join(root, 'web/tests/.results')
export const program = path.join(results, 'dateline')

export default function build() {
  if (!findChromium()) console.log('missing: Chromium (run .ci/tools); the tests in a browser are skipped')
  execFileSync('go', ['build', '-o', program, './cmd/dateline'], { cwd: root, stdio: 'inherit' })
}
