// Whose borders are drawn: the United Nations' view, as far as the packages
// know it. Natural Earth's 10m countries are drawn as they are ruled; this
// file says where that is changed or only dashed, and README.md says why.
import { feature, mesh } from 'topojson-client'
import { roundLine } from './detail.mjs'
import { polygonsOf } from './rings.mjs'
import { planeLength } from './plane.mjs'

// Leased bases and a buffer zone that Natural Earth keeps apart and the 50m
// file of the UN view does not: they join the country they lie in.
const JOINED = {
  Baikonur: 'Kazakhstan',
  Akrotiri: 'Cyprus',
  Dhekelia: 'Cyprus',
  'Cyprus U.N. Buffer Zone': 'Cyprus',
  'USNB Guantanamo Bay': 'Cuba',
}

// Crimea with its islets; only polygons that lie wholly inside are moved.
const CRIMEA = [32.3, 44.2, 36.75, 46.3]

// Dashed from end to end.
const DISPUTED = [
  ['North Korea', 'South Korea'], // demarcation line of 1953
  ['Kosovo', 'Serbia'],
  ['Cyprus', 'N. Cyprus'],
  ['Somalia', 'Somaliland'],
  ['Morocco', 'W. Sahara'],
  ['Israel', 'Palestine'],
  ['Israel', 'Syria'],
  ['India', 'Siachen Glacier'],
  ['Pakistan', 'Siachen Glacier'],
  ['China', 'Siachen Glacier'],
]

// Dashed only inside a box [west, south, east, north].
const DISPUTED_IN = [
  { pair: ['India', 'Pakistan'], box: [73.3, 32.6, 78, 36] },
  { pair: ['China', 'India'], box: [77, 32, 80.5, 36] },
]

const pairKey = (a, b) => [a, b].sort().join('|')
const nameOf = (g) => g.properties.name

// Changes the countries of world-atlas to the UN view, before simplification.
export function toUnitedNationsView(topology) {
  const { geometries } = topology.objects.countries
  const byName = new Map(geometries.map((g) => [nameOf(g), g]))
  const arcsOf = (g) => (g.type === 'Polygon' ? [g.arcs] : g.arcs)
  const set = (g, arcs) => Object.assign(g, { type: 'MultiPolygon', arcs })

  for (const [name, into] of Object.entries(JOINED)) {
    set(byName.get(into), [...arcsOf(byName.get(into)), ...arcsOf(byName.get(name))])
    geometries.splice(geometries.indexOf(byName.get(name)), 1)
  }

  const russia = byName.get('Russia')
  const rings = polygonsOf(feature(topology, russia).geometry).map((p) => p[0])
  const isCrimea = rings.map((ring) =>
    ring.every(([x, y]) => x > CRIMEA[0] && x < CRIMEA[2] && y > CRIMEA[1] && y < CRIMEA[3]),
  )
  const all = arcsOf(russia)
  const crimea = { type: 'MultiPolygon', arcs: all.filter((_, i) => isCrimea[i]), properties: { name: 'Crimea' } }
  set(russia, all.filter((_, i) => !isCrimea[i]))
  geometries.push(crimea) // apart only until the lines are drawn: see sidesOf
  return topology
}

const sideName = (g) => (nameOf(g) === 'Crimea' ? 'Ukraine' : nameOf(g))

// All border lines as { border: [line…], disputed: [line…] }.
export function borderLines(topology) {
  const dashed = new Set(DISPUTED.map(([a, b]) => pairKey(a, b)))
  const partly = new Map(DISPUTED_IN.map(({ pair, box }) => [pairKey(...pair), box]))
  const lines = (test) =>
    mesh(topology, topology.objects.countries, (a, b) => a !== b && test(a, b)).coordinates
  const inner = (a, b) => sideName(a) === sideName(b) // Perekop
  const key = (a, b) => pairKey(sideName(a), sideName(b))

  const border = lines((a, b) => !inner(a, b) && !dashed.has(key(a, b)) && !partly.has(key(a, b)))
  const disputed = lines((a, b) => inner(a, b) || dashed.has(key(a, b)))
  for (const [pair, box] of partly) {
    for (const line of lines((a, b) => key(a, b) === pair)) split(line, box, border, disputed)
  }
  const seen = (line) => line.length > 1 && planeLength(line) > 0
  return { border: border.filter(seen), disputed: disputed.map(roundLine).filter(seen) }
}

// Cuts a line where it enters or leaves a box.
function split(line, [w, s, e, n], outside, inside) {
  const within = ([x, y]) => x >= w && x <= e && y >= s && y <= n
  let part = [line[0]]
  for (let i = 1; i < line.length; i++) {
    part.push(line[i])
    const here = within(line[i - 1]) && within(line[i])
    const next = i + 1 < line.length && within(line[i]) && within(line[i + 1])
    if (i + 1 === line.length || here !== next) {
      ;(here ? inside : outside).push(part)
      part = [line[i]]
    }
  }
}
