// Border lines and how each of the two points of view draws them: 1 through,
// 2 dashed, not at all without a number. The reasons are in README.md.
//
//   un  the United Nations' view, as far as the sources know it
//   ne  Natural Earth's own: who rules, and claims to land that another rules
import { readFileSync } from 'node:fs'
import { mesh } from 'topojson-client'
import { partedLine, unroll } from './rings.mjs'
import { CRIMEA, nameOf, unView, within } from './world.mjs'

const both = { un: 2, ne: 2 }

// Dashed lines between two countries, some only inside a box.
const DISPUTED = [
  { pair: [CRIMEA, 'Ukraine'], as: both },
  { pair: ['North Korea', 'South Korea'], as: both },
  { pair: ['Kosovo', 'Serbia'], as: both },
  { pair: ['Cyprus', 'N. Cyprus'], as: both },
  { pair: ['Somalia', 'Somaliland'], as: both },
  { pair: ['Morocco', 'W. Sahara'], as: both },
  { pair: ['Israel', 'Palestine'], as: both },
  { pair: ['Israel', 'Syria'], as: both },
  { pair: ['S. Sudan', 'Sudan'], as: { un: 2, ne: 1 } },
  { pair: ['India', 'Siachen Glacier'], as: both },
  { pair: ['Pakistan', 'Siachen Glacier'], as: both },
  { pair: ['China', 'Siachen Glacier'], as: both },
  { pair: ['India', 'Pakistan'], box: [73, 32.33, 78, 36], as: both },
  { pair: ['China', 'India'], box: [77, 32.5, 80, 36], as: both },
  { pair: ['China', 'India'], box: [91, 27, 98, 30], as: both },
  { pair: ['Egypt', 'Sudan'], box: [33.1, 21.5, 37, 22.4], as: both },
  { pair: ['Kenya', 'S. Sudan'], box: [34.35, 4.2, 36.2, 5.6], as: both },
]

// Lines that the UN view's own file has and Natural Earth's has not, or not at
// every scale.
const FROM_UN_VIEW = [
  { pair: ['Morocco', 'W. Sahara'], as: both },
  { pair: ['Kenya', 'S. Sudan'], box: [34.35, 4.2, 36.2, 5.6], as: both, scales: ['10m'] },
]

// Of Natural Earth's claims, by number in disputed.geojson: those that the UN
// view draws as well, and those that are lines of the above already. All others
// are drawn in the ne view alone.
const CLAIMS = new Map([
  [22, both], // the line of 1967 on the Golan
  [25, both], // Abyei
  [33, null], // Western Sahara at 27°40′ N
])
const ILEMI = new Set([17, 18, 19])

const pairKey = (a, b) => [a, b].sort().join('|')

// The lines of a scale as [{ un, ne, lines }].
export function borders(topology, scale) {
  const classes = new Map()
  const add = (as, line) => {
    const key = `${as.un ?? 0}${as.ne ?? 0}`
    if (!classes.has(key)) classes.set(key, { ...as, lines: [] })
    classes.get(key).lines.push(...partedLine(unroll(line)))
  }
  const solid = { un: 1, ne: 1 }
  const dashed = new Map()
  for (const d of DISPUTED) {
    const key = pairKey(...d.pair)
    dashed.set(key, [...(dashed.get(key) ?? []), d])
  }
  for (const line of linesBetween(topology, (key) => !dashed.has(key))) add(solid, line)
  for (const [pair, list] of dashed) {
    const boxes = list.filter((d) => d.box).map((d) => d.box)
    for (const line of linesBetween(topology, (key) => key === pair)) {
      if (!boxes.length) add(list[0].as, line)
      else split(line, boxes, (part, inside) => add(inside ? list[0].as : solid, part))
    }
  }
  const other = unView(scale)
  for (const { pair, box, as, scales } of FROM_UN_VIEW) {
    if (scales && !scales.includes(scale)) continue
    for (const line of linesBetween(other, (key) => key === pairKey(...pair))) {
      if (!box) add(as, line)
      else split(line, [box], (part, inside) => inside && add(as, part))
    }
  }
  for (const { number, lines } of claims()) {
    // The line of the 10m file between Kenya and South Sudan is the southern one.
    if (ILEMI.has(number) && scale === '10m') continue
    const as = ILEMI.has(number) ? both : CLAIMS.has(number) ? CLAIMS.get(number) : { ne: 2 }
    if (as) for (const line of lines) add(as, line)
  }
  return [...classes.keys()].sort().map((key) => classes.get(key))
}

function linesBetween(topology, test) {
  const inner = (a, b) => a !== b && test(pairKey(nameOf(a), nameOf(b)))
  return mesh(topology, topology.objects.countries, inner).coordinates
}

function claims() {
  const { features } = JSON.parse(readFileSync(new URL('disputed.geojson', import.meta.url), 'utf8'))
  return features.map(({ properties, geometry: { type, coordinates } }) => ({
    number: properties.number,
    lines: joined(type === 'LineString' ? [coordinates] : coordinates),
  }))
}

// Lines of which two end at one place, and no third, become one: a dash pattern
// should run through.
function joined(pieces) {
  const lines = new Set(pieces.map((line) => [...line]))
  const ends = new Map()
  const key = (point) => point.join()
  const note = (line) => {
    for (const point of [line[0], line[line.length - 1]]) ends.set(key(point), [...(ends.get(key(point)) ?? []), line])
  }
  lines.forEach(note)
  for (const [at, list] of ends) {
    const [a, b] = list
    if (list.length !== 2 || a === b) continue
    if (key(a[0]) === at) a.reverse()
    if (key(b[0]) !== at) b.reverse()
    a.push(...b.slice(1))
    lines.delete(b)
    const far = ends.get(key(b[b.length - 1]))
    far[far.indexOf(b)] = a
  }
  return [...lines]
}

// Parts a line between what lies in one of the boxes and what does not,
// cutting it where it crosses an edge of a box.
function split(line, boxes, take) {
  const cut = [line[0]]
  for (let i = 1; i < line.length; i++) cut.push(...crossings(line[i - 1], line[i], boxes), line[i])
  const middle = (i) => [0, 1].map((k) => (cut[i - 1][k] + cut[i][k]) / 2)
  const inBox = (i) => boxes.some((box) => within(box)(middle(i)))
  for (let from = 0, i = 1; i < cut.length; i++) {
    if (i + 1 < cut.length && inBox(i) === inBox(i + 1)) continue
    take(cut.slice(from, i + 1), inBox(i))
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
