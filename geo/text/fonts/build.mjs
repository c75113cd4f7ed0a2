// Writes the subsets and the licences; with --check it only tells whether the
// files on disk are what it would write. Fonts are compared inflated, since
// another version of Node.js may compress the same bytes otherwise.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import subsetFont from 'subset-font'
import { faces, licences } from './faces.mjs'

const { resolve } = createRequire(import.meta.url)
const source = (file) => readFileSync(resolve(file))
const path = (name) => fileURLToPath(new URL(name, import.meta.url))

// Tables for vertical text, other systems and design tools: nothing here reads them.
const UNREAD = ['BASE', 'DSIG', 'STAT', 'VORG', 'gasp', 'meta', 'vhea', 'vmtx']

const NAMES = [0, 7, 13, 14] // copyright, trademark, licence and its address stay in the font

const subset = ({ file, characters, features }) =>
  subsetFont(source(file), characters, {
    targetFormat: 'truetype',
    keepFeatures: features,
    preserveNameIds: NAMES,
    noHinting: true,
    dropTables: UNREAD,
  })

const compress = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })

const check = process.argv.includes('--check')

function put(name, bytes, pack, unpack) {
  const file = path(name)
  if (!check) writeFileSync(file, pack(bytes))
  else if (!existsSync(file) || !unpack(readFileSync(file)).equals(bytes)) {
    console.error(`${name} is not what build.mjs makes; run node build.mjs`)
    process.exitCode = 1
  }
  console.log(`${name}: ${bytes.length} bytes, ${existsSync(file) ? readFileSync(file).length : 0} in the file`)
}

const same = (bytes) => bytes

for (const face of faces) put(`${face.name}.ttf.br`, Buffer.from(await subset(face)), compress, brotliDecompressSync)
for (const { name, file } of licences) put(name, source(file), same, same)
