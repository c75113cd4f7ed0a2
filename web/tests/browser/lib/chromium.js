// Debian's Chromium, kept from asking anything of anybody.
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** The browser's program: the one that CHROMIUM names, else chromium; null if there is none. */
export function findChromium() {
  const name = process.env.CHROMIUM || 'chromium'
  for (const dir of name.includes('/') ? [''] : (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(dir, name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch { /* not here */ }
  }
  return null
}

export const launchOptions = {
  executablePath: findChromium() ?? undefined,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
}
