// Builds the program once for all tests.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
export const results = path.join(root, 'web/tests/.results')
export const program = path.join(results, 'dateline')

export default function build() {
  execFileSync('go', ['build', '-o', program, './cmd/dateline'], { cwd: root, stdio: 'inherit' })
}
