// Whose borders are drawn: the United Nations' view, as far as the packages
// know it. The lines are Natural Earth's at 1:10 million, which follow who
// rules; this file says where that is changed and what is dashed. The reasons
// are in README.md.
import { feature, mesh } from 'topojson-client'
import { roundLine } from './detail.mjs'
import { polygonsOf } from './rings.mjs'
import { planeLength } from './plane.mjs'

// Leased bases and a buffer zone that Natural Earth keeps apart and the UN
// view does not: they join the country they lie in.
const JOINED = {
  Baikonur: 'Kazakhstan',
  Akrotiri: 'Cyprus',
  Dhekelia: 'Cyprus',
  'Cyprus U.N. Buffer Zone': 'Cyprus',
  'USNB Guantanamo Bay': 'Cuba',
}

// Russia's polygons that lie wholly in this box, [west, south, east, north],
// are Crimea and its islets.
const CRIMEA_BOX = [32.3, 44.2, 36.75, 46.3]
const CRIMEA = 'Crimea' // kept apart from Ukraine only so that the line between them can be dashed

// Dashed lines between two countries, some only inside a box.
const DISPUTED = [
  { pair: [CRIMEA, 'Ukraine'] },
  { pair: ['North Korea', 'South Korea'] },
  { pair: ['Kosovo', 'Serbia'] },
  { pair: ['Cyprus', 'N. Cyprus'] },
  { pair: ['Somalia', 'Somaliland'] },
  { pair: ['Morocco', 'W. Sahara'] },
  { pair: ['Israel', 'Palestine'] },
  { pair: ['Israel', 'Syria'] },
  { pair: ['S. Sudan', 'Sudan'] },
  { pair: ['India', 'Siachen Glacier'] },
  { pair: ['Pakistan', 'Siachen Glacier'] },
  { pair: ['China', 'Siachen Glacier'] },
  { pair: ['India', 'Pakistan'], box: [73, 32.33, 78, 36] },
  { pair: ['China', 'India'], box: [77, 32.5, 80, 36] },
  { pair: ['China', 'India'], box: [91, 27, 98, 30] },
  { pair: ['Egypt', 'Sudan'], box: [33.1, 21.5, 37, 22.4] },
  { pair: ['Kenya', 'S. Sudan'], box: [34.35, 4.2, 36.2, 5.6] },
]

// Dashed lines that the UN view draws and Natural Earth does not.
const FROM_UN_VIEW = [
  { pair: ['Morocco', 'W. Sahara'] },
  { pair: ['Kenya', 'S. Sudan'], box: [34.35, 4.2, 36.2, 5.6] },
]

const nameOf = (geometry) => geometry.properties.name
const pairKey = (a, b) => [a, b].sort().join('|')

// Changes the countries of world-atlas to the UN view, before simplification.
export function toUnitedNationsView(topology) {
  const { geometries } = topology.objects.countries
  const find = (name) => geometries.find((g) => nameOf(g) === name)
  const arcsOf = (g) => (g.type === 'Polygon' ? [g.arcs] : g.arcs)
  const set = (g, arcs) => Object.assign(g, { type: 'MultiPolygon', arcs })

  for (const [name, into] of Object.entries(JOINED)) {
    set(find(into), [...arcsOf(find(into)), ...arcsOf(find(name))])
    geometries.splice(geometries.indexOf(find(name)), 1)
  }

  const russia = find('Russia')
  const arcs = arcsOf(russia)
  const isCrimea = polygonsOf(feature(topology, russia).geometry).map(([ring]) => ring.every(within(CRIMEA_BOX)))
  set(russia, arcs.filter((_, i) => !isCrimea[i]))
  geometries.push(set({ properties: { name: CRIMEA } }, arcs.filter((_, i) => isCrimea[i])))
}

// All border lines: `border` drawn through, `disputed` dashed.
export function borderLines(world, unView) {
  const dashed = new Map(DISPUTED.map(({ pair }) => [pairKey(...pair), []]))
  for (const { pair, box } of DISPUTED) if (box) dashed.get(pairKey(...pair)).push(box)

  const border = linesBetween(world, (key) => !dashed.has(key))
  const disputed = []
  for (const [pair, boxes] of dashed) {
    for (const line of linesBetween(world, (key) => key === pair)) {
      if (boxes.length) split(line, boxes, border, disputed)
      else disputed.push(line)
    }
  }
  for (const { pair, box } of FROM_UN_VIEW) {
    for (const line of linesBetween(unView, (key) => key === pairKey(...pair))) {
      if (box) split(line, [box], [], disputed)
      else disputed.push(line)
    }
  }
  const tidy = (lines) => lines.map(roundLine).filter((line) => planeLength(line) > 0)
  return { border: tidy(border), disputed: tidy(disputed) }
}

function linesBetween(topology, test) {
  const inner = (a, b) => a !== b && test(pairKey(nameOf(a), nameOf(b)))
  return mesh(topology, topology.objects.countries, inner).coordinates
}

const within = ([w, s, e, n]) => ([x, y]) => x >= w && x <= e && y >= s && y <= n

// Parts a line between what lies in one of the boxes and what does not,
// cutting it where it crosses an edge of a box.
function split(line, boxes, outside, inside) {
  const cut = [line[0]]
  for (let i = 1; i < line.length; i++) cut.push(...crossings(line[i - 1], line[i], boxes), line[i])
  const middle = (i) => [0, 1].map((k) => (cut[i - 1][k] + cut[i][k]) / 2)
  const inBox = (i) => boxes.some((box) => within(box)(middle(i)))
  for (let from = 0, i = 1; i < cut.length; i++) {
    if (i + 1 < cut.length && inBox(i) === inBox(i + 1)) continue
    ;(inBox(i) ? inside : outside).push(cut.slice(from, i + 1))
    from = i
  }
}

// Points in which a straight piece crosses the lines that edge the boxes, in order.
function crossings(a, b, boxes) {
  const at = []
  for (const [w, s, e, n] of boxes) {
    for (const [k, v] of [[0, w], [0, e], [1, s], [1, n]]) {
      const t = (v - a[k]) / (b[k] - a[k])
      if (t > 0 && t < 1) at.push(t)
    }
  }
  return at.sort((x, y) => x - y).map((t) => [0, 1].map((k) => a[k] + t * (b[k] - a[k])))
}
