// The files of the npm packages.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const source = (name) => fileURLToPath(new URL(`node_modules/${name}`, import.meta.url))
export const json = (name) => JSON.parse(readFileSync(source(name), 'utf8'))
