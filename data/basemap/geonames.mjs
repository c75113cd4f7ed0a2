// Writes place-names.tsv: names of places in the languages of the map, out of
// Debian's package libgeonames-common, whose data are GeoNames'. The package is
// needed for nothing else, since what is used of it is kept here.
//
//   apt-get download libgeonames-common
//   dpkg -x libgeonames-common_0.3.0-1_all.deb FOLDER
//   node geonames.mjs FOLDER
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from './names.mjs'
import { candidates } from './places.mjs'

// SHA-256 of usr/share/locale/…/LC_MESSAGES/geonames.mo in version 0.3.0-1.
const HASHES = {
  en: 'c57aed385aa2bf8ba2dc2f9dc08cfd3b9da25106b57bf53e79e5a6f3d590d862',
  uk: '217dbe06a97796a8aeb6017e52065f18a8b6940181b2385fda148fea537091fc',
  ru: '301b6fe43265c052b6e064d072282e31e7637cc8747d53250b16183ed65c3b2c',
  ko: 'd900ce71decef20a980baf8490dbbd4c88a4b1fe35a8329374f691ea7228bb79',
  ar: '20bcd8e7e8f99f26421993523f3b35763d25d444b46368eaebd49674c6cd7b1f',
}

// What letters a name must have, and may have.
const SCRIPT = {
  en: /^[\p{Script=Latin}\p{M}\p{P}\p{N} ]+$/u,
  uk: /^(?!.*[ыэёъ])[\p{Script=Cyrillic}\u02bc\p{P}\p{N} ]+$/iu,
  ru: /^(?!.*[іїєґ])[\p{Script=Cyrillic}\p{P}\p{N} ]+$/iu,
  ko: /^[\p{Script=Hangul}\p{P}\p{N} ]+$/u,
  ar: /^[\p{Script=Arabic}\p{M}\p{P}\p{N} ]+$/u,
}

const folder = process.argv[2]
if (!folder) throw new Error('usage: node geonames.mjs FOLDER')
const catalogues = LANGUAGES.map((lang) => {
  const data = readFileSync(join(folder, 'usr/share/locale', lang, 'LC_MESSAGES/geonames.mo'))
  const hash = createHash('sha256').update(data).digest('hex')
  if (hash !== HASHES[lang]) throw new Error(`${lang}: geonames.mo is another version: ${hash}`)
  return catalogue(data)
})

const rows = []
for (const { id } of candidates()) {
  const names = LANGUAGES.map((lang, i) => clean(catalogues[i].get(String(id)), SCRIPT[lang]))
  if (names.some(Boolean)) rows.push([id, ...names].join('\t'))
}
writeFileSync(new URL('place-names.tsv', import.meta.url), `${['id', ...LANGUAGES].join('\t')}\n${rows.join('\n')}\n`)
console.log(`${rows.length} places`)

// Some names hold marks of direction, or are in another script.
function clean(name, script) {
  const plain = (name ?? '').replace(/[\u200e\u200f\u200b\ufeff]/g, '').trim().normalize('NFC')
  return script.test(plain) ? plain : ''
}

// The messages of a GNU gettext catalogue, by what they translate.
function catalogue(data) {
  if (data.readUInt32LE(0) !== 0x950412de) throw new Error('this is no catalogue of GNU gettext')
  const [count, from, to] = [8, 12, 16].map((at) => data.readUInt32LE(at))
  const text = (at) => data.toString('utf8', data.readUInt32LE(at + 4), data.readUInt32LE(at + 4) + data.readUInt32LE(at))
  return new Map(Array.from({ length: count }, (_, i) => [text(from + 8 * i), text(to + 8 * i)]))
}
