// Rings as a flat map needs them: none jumps across the antimeridian, none is
// closed around a pole.
import { EDGE, planeArea, turn } from './plane.mjs'

export const polygonsOf = (geometry) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

// One unit is a metre, far below what the sources know.
export const round = (point) => point.map((v) => Math.round(v * 1e5) / 1e5)

export function roundLine(line) {
  const out = []
  for (const p of line) {
    const q = round(p)
    const last = out[out.length - 1]
    if (!last || last[0] !== q[0] || last[1] !== q[1]) out.push(q)
  }
  return out
}

const clamp = (lat) => Math.max(-EDGE, Math.min(EDGE, lat))

// A line without jumps: longitudes run on beyond ±180.
export function unroll(line) {
  const out = [[line[0][0], clamp(line[0][1])]]
  for (let i = 1; i < line.length; i++) {
    out.push([out[i - 1][0] + turn(line[i - 1][0], line[i][0]), clamp(line[i][1])])
  }
  return out
}

// A ring around a pole is led along the map's edge.
function closed(ring) {
  const [first, last] = [ring[0], ring[ring.length - 1]]
  if (Math.abs(last[0] - first[0]) <= 180) return ring
  const pole = first[1] < 0 ? -EDGE : EDGE
  return [...ring, [last[0], pole], [first[0], pole], [...first]]
}

// The worlds, counted from this one, that something without jumps reaches into.
function worlds(points) {
  let [west, east] = [Infinity, -Infinity]
  for (const [x] of points) {
    if (x < west) west = x
    if (x > east) east = x
  }
  const from = Math.floor((west + 180) / 360)
  const to = Math.max(from, Math.ceil((east + 180) / 360) - 1)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

// The part of a closed ring on one side of a meridian (Sutherland and Hodgman).
function side(ring, x, sign) {
  const out = []
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]
    const b = ring[i]
    const inA = (a[0] - x) * sign >= 0
    const inB = (b[0] - x) * sign >= 0
    if (inA !== inB) out.push([x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])])
    if (inB) out.push(b)
  }
  if (out.length) out.push([...out[0]])
  return out
}

// Outer rings run anticlockwise, holes clockwise, as RFC 7946 has it.
const wind = (ring, i) => (planeArea(ring) > 0 === (i === 0) ? [...ring].reverse() : ring)

// Polygons of a geometry, cut at ±180.
export function flatten(geometry) {
  const out = []
  for (const polygon of polygonsOf(geometry)) {
    const rings = polygon.map((ring) => closed(unroll(ring)))
    for (const k of worlds(rings[0])) {
      const parts = rings
        .map((ring) => side(side(ring, 360 * k - 180, 1), 360 * k + 180, -1))
        .map((ring) => roundLine(ring.map(([x, y]) => [x - 360 * k, y])))
        .filter((ring) => ring.length > 3)
      if (parts.length) out.push(parts.map(wind))
    }
  }
  return out
}

// The rings of a geometry as lines, parted at ±180 but not led along it.
export function shores(geometry) {
  return polygonsOf(geometry).flat().flatMap((ring) => partedLine(unroll(fromFurthest(ring))))
}

// Parts a line without jumps where it crosses ±180.
export function partedLine(line) {
  const out = []
  for (const k of worlds(line)) {
    const [west, east] = [360 * k - 180, 360 * k + 180]
    let part = []
    const end = () => {
      const kept = roundLine(part)
      if (kept.length > 1) out.push(kept)
      part = []
    }
    for (let i = 1; i < line.length; i++) {
      const cut = clipped(line[i - 1], line[i], west, east)
      if (!cut) {
        end()
        continue
      }
      const [a, b] = cut.map(([x, y]) => [x - 360 * k, y])
      if (part.length === 0) part.push(a)
      part.push(b)
      if (cut[1] !== line[i]) end()
    }
    end()
  }
  return out
}

// So near ±180, in degrees, a segment lies along it: a cut that the source has left.
const RIM = 1e-6

// The piece of a segment between two meridians; null if there is none, or only one
// along a rim.
function clipped(a, b, west, east) {
  if (Math.max(a[0], b[0]) <= west + RIM || Math.min(a[0], b[0]) >= east - RIM) return null
  if (Math.max(a[1], b[1]) <= -85.05) return null // along the map's edge or beyond it
  const to = (x) => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])]
  const inside = (p) => (p[0] < west ? to(west) : p[0] > east ? to(east) : p)
  return [inside(a), inside(b)]
}

// A ring that begins at the vertex furthest from its middle. Where it begins is
// where a line is never simplified, so this should be a vertex that stays anyway.
function fromFurthest(ring) {
  const n = ring.length - 1
  const flat = unroll(ring)
  if (Math.abs(flat[n][0] - flat[0][0]) > 180) return ring // around a pole
  const middle = [0, 1].map((k) => flat.reduce((sum, p) => sum + p[k], 0) / (n + 1))
  let best = 0
  const away = (p) => (p[0] - middle[0]) ** 2 + (p[1] - middle[1]) ** 2
  for (let i = 1; i < n; i++) if (away(flat[i]) > away(flat[best])) best = i
  return [...ring.slice(best, n), ...ring.slice(0, best + 1)]
}
