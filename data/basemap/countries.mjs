// Where the names of countries stand, zoom by zoom.
import { feature } from 'topojson-client'
import { countryNames, named } from './names.mjs'
import { inPolygon, planeArea } from './plane.mjs'
import { flatten, polygonsOf, round } from './rings.mjs'
import { groundOf, roomiest, roomOf } from './room.mjs'
import { spread } from './spread.mjs'
import { unView, within, world } from './world.mjs'

const ROOM = 26 // css pixels above and below a further name, so that it is well inside
const LETTER = 5.5 // css pixels, narrow: what does not fit is left out by whoever draws

// Not named as countries: see README.md. Those without a number in ISO 3166-1
// have no name in CLDR either.
const UNNAMED = new Set(['Crimea', 'Somaliland', 'N. Cyprus', 'Siachen Glacier', 'Spratly Is.', 'Scarborough Reef',
  'Bajo Nuevo Bank', 'Serranilla Bank', 'Coral Sea Is.', 'Clipperton I.', 'Ashmore and Cartier Is.', 'Indian Ocean Ter.', 'Br. Indian Ocean Ter.',
  'U.S. Minor Outlying Is.', 'Fr. S. Antarctic Lands', 'Heard I. and McDonald Is.', 'S. Geo. and the Is.'])

// Land on which no country's name is put, since not all agree whose it is.
const NO_NAME = [
  [32.3, 44.2, 36.75, 46.25], // Crimea
  [72.3, 32.3, 80.5, 37.2], // Kashmir, Aksai Chin
  [91.4, 26.7, 97.6, 29.6], // Arunachal Pradesh
  [34.8, 21.9, 37.2, 23.2], // Hala'ib
  [145.3, 43.2, 149.6, 46.4], // southern Kurils
  [35.55, 32.6, 35.95, 33.4], // Golan
]

// Parts of a country that carry a name of their own, by its code.
const OWN_NAME = [
  { of: 'FR', code: 'GF', box: [-55, 2, -51, 6] },
  { of: 'FR', code: 'RE', box: [55, -22, 56, -20] },
  { of: 'FR', code: 'GP', box: [-62, 15.8, -61, 16.6] },
  { of: 'FR', code: 'MQ', box: [-61.3, 14.3, -60.7, 15] },
  { of: 'FR', code: 'YT', box: [45, -13.1, 45.4, -12.6] },
  { of: 'NO', code: 'SJ', box: [-10, 70, 35, 81] },
]

// Places better than the roomiest: [lon, lat].
const PLACED = {
  RU: [97, 62], US: [-98.5, 39.6], CA: [-108, 59], KZ: [66.5, 48.2], UA: [31.6, 48.9], KP: [126.9, 40.3], KR: [128.2, 36.75],
  JP: [138.2, 36.2], PS: [35.25, 31.95], EH: [-13.2, 24.6], AQ: [20, -80],
}

// Places for further names that are better than those found: [zoom from which, lon, lat].
const FURTHER = {
  RU: [[5, 135.8, 46.4]], // between China and the sea
}

// All countries as { names, size, polygons }, the largest first.
export function countryAreas() {
  const nameFor = countryNames()
  const out = new Map()
  const take = (names, polygons) => {
    if (!out.has(names.code)) out.set(names.code, { names, polygons: [] })
    out.get(names.code).polygons.push(...polygons)
  }
  const topology = unView('50m')
  const coarse = topology.objects.countries.geometries
  for (const g of coarse) addCountry(topology, g, nameFor, take)
  // Some that are too small for the 50m file.
  const fine = world('10m')
  for (const g of fine.objects.countries.geometries) if (!out.has(nameFor.ofCountry(g)?.code)) addCountry(fine, g, nameFor, take)
  const all = [...out.values()].map((c) => ({ ...c, size: c.polygons.reduce((sum, p) => sum + spherical(p), 0) }))
  return all.sort((a, b) => b.size - a.size || (a.names.code < b.names.code ? -1 : 1))
}

function addCountry(topology, g, nameFor, take) {
  const names = UNNAMED.has(g.properties.name) ? null : nameFor.ofCountry(g)
  const geometry = names && feature(topology, g).geometry
  if (!geometry) return
  const rest = []
  const polygons = flatten(geometry)
  if (!polygons.length) polygons.push(speck(polygonsOf(geometry)[0][0][0])) // the Vatican
  for (const polygon of polygons) {
    const own = OWN_NAME.find(({ of, box }) => of === names.code && polygon[0].every(within(box)))
    if (own) take(nameFor.ofCode(own.code), [polygon])
    else rest.push(polygon)
  }
  if (rest.length) take(names, rest)
}

// A square of some hundred metres, for what the sources have without an area.
const speck = ([x, y], d = 0.001) => [[[x - d, y - d], [x + d, y - d], [x + d, y + d], [x - d, y + d], [x - d, y - d]]]

// Square degrees on the sphere, by the area of the cylinder of the same height.
function spherical([ring]) {
  let sum = 0
  const y = (lat) => Math.sin((lat * Math.PI) / 180) * (180 / Math.PI)
  for (let i = 1; i < ring.length; i++) sum += (ring[i][0] - ring[i - 1][0]) * (y(ring[i][1]) + y(ring[i - 1][1]))
  return Math.abs(sum) / 2
}

// The labels of a zoom as [{ properties, point }]. `land` is what the zoom shows, if
// that is finer than the countries here; no further name stands in one of `lakes`.
export function countryLabels(areas, zoom, land, lakes) {
  const ground = land && groundOf(land, zoom)
  const wet = groundOf(lakes, zoom)
  const first = []
  const further = []
  for (const area of areas) {
    if (firstZoom(area) > zoom) continue
    const main = mainPlace(area)
    first.push({ area, point: main })
    const placed = (FURTHER[area.names.code] ?? []).filter(([from]) => zoom >= from).map(([, ...point]) => point)
    for (const point of placed) further.push({ area, point, room: ROOM, round: 0 })
    const grid = roomOf(area.polygons, zoom, NO_NAME, ground, wet)
    for (const more of spread(grid, [main, ...placed], ROOM)) further.push({ area, ...more })
  }
  further.sort((a, b) => a.round - b.round || b.room - a.room || (a.area.names.code < b.area.names.code ? -1 : 1) || a.point[0] - b.point[0] || a.point[1] - b.point[1])
  return [...first, ...further].map(({ area, point, further }, i) => ({
    properties: { id: area.names.code, ...named(area.names), rank: i + 1, ...(further ? { from: zoom + further } : {}) },
    point: round(point),
  }))
}

// Ever the same place, so that the name does not wander from zoom to zoom.
function mainPlace(area) {
  const [largest] = [...area.polygons].sort((a, b) => Math.abs(planeArea(b[0])) - Math.abs(planeArea(a[0])))
  const placed = PLACED[area.names.code]
  if (placed && !area.polygons.some((p) => inPolygon(placed, p))) throw new Error(`${area.names.code} is not placed on its land`)
  area.main ??= placed ?? roomiest([largest], roomyZoom(largest), NO_NAME) ?? middle(largest[0])
  return area.main
}

const middle = (ring) => [0, 1].map((k) => ring.slice(1).reduce((sum, p) => sum + p[k], 0) / (ring.length - 1))

// A zoom at which a polygon is a few hundred pixels wide.
const roomyZoom = (polygon) => Math.max(0, Math.min(14, Math.round(Math.log2((600 * 360) / (256 * Math.sqrt(Math.abs(planeArea(polygon[0]))))))))

// The zoom at which the land is nearly as wide as its name, which may reach into
// the sea.
function firstZoom({ names, polygons }) {
  const wide = Math.max(...names.en.split('\n').map((line) => line.length)) * LETTER
  const size = Math.max(...polygons.map((p) => Math.abs(planeArea(p[0]))))
  return Math.max(0, Math.min(7, Math.round(Math.log2((wide * 360) / (256 * Math.sqrt(size))) - 0.4)))
}
