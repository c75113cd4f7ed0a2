// Polygons that a flat map can draw: no ring jumps across the antimeridian,
// none is closed around a pole, none is smaller than can be seen.
import { EDGE, planeArea, turn } from './plane.mjs'
import { roundLine, tolerance } from './detail.mjs'

export const polygonsOf = (geometry) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

// Longitudes of a ring without jumps; a ring around a pole is led along the map's edge.
function unroll(ring) {
  const out = [[ring[0][0], clamp(ring[0][1])]]
  for (let i = 1; i < ring.length; i++) {
    out.push([out[i - 1][0] + turn(ring[i - 1][0], ring[i][0]), clamp(ring[i][1])])
  }
  const first = out[0]
  const last = out[out.length - 1]
  if (Math.abs(last[0] - first[0]) > 180) {
    const pole = first[1] < 0 ? -EDGE : EDGE
    out.push([last[0], pole], [first[0], pole], [...first])
  }
  return out
}

const clamp = (lat) => Math.max(-EDGE, Math.min(EDGE, lat))

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

const big = (ring, share) =>
  ring.length > 3 && Math.abs(planeArea(ring)) >= share * Math.max(...[0, ring.length >> 1].map((i) => tolerance(ring[i])))

// Polygons of a geometry, cut at ±180; those below `share` of the local tolerance are dropped.
export function flatten(geometry, share = 4) {
  const out = []
  for (const polygon of polygonsOf(geometry)) {
    const rings = polygon.map(unroll)
    const xs = rings[0].map((p) => p[0])
    const from = Math.floor((Math.min(...xs) + 180) / 360)
    const to = Math.ceil((Math.max(...xs) + 180) / 360) - 1
    for (let k = from; k <= Math.max(from, to); k++) {
      const parts = rings
        .map((ring) => side(side(ring, 360 * k - 180, 1), 360 * k + 180, -1))
        .map((ring) => roundLine(ring.map(([x, y]) => [x - 360 * k, y])))
      if (big(parts[0], share)) out.push(parts.filter((ring, i) => i === 0 || big(ring, share)).map(wind))
    }
  }
  return out
}
