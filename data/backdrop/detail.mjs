// How fine the backdrop is, place by place: fine where the default map opens
// (the Far East), moderate in Europe, coarse elsewhere.
import { presimplify, simplify, planarTriangleArea } from 'topojson-simplify'
import { mercY, turn } from './plane.mjs'

// Areas on the plane, in square degrees. One pixel at zoom 5.5 is 0.001.
const COARSE = 0.0045
const ZONES = [
  { box: [115, 28, 150, 55], fade: 12, fine: 0.0003 }, // Korea, the Russian Far East, Japan
  { box: [-11, 35, 46, 61], fade: 12, fine: 0.0015 }, // Europe
  { box: [29, 44, 42, 53], fade: 6, fine: 0.0007 }, // Ukraine
]

const RAD = Math.PI / 180

const outside = ([x, y], [w, s, e, n]) => Math.hypot(Math.max(w - x, 0, x - e), Math.max(s - y, 0, y - n))

// The smallest area that is kept at a place.
export function tolerance(point) {
  // Mercator swells the far north and south: there even less is asked for.
  const far = COARSE / Math.cos(Math.min(75, Math.abs(point[1])) * RAD) ** 2
  let least = far
  for (const { box, fade, fine } of ZONES) {
    const t = Math.min(1, outside(point, box) / fade)
    least = Math.min(least, fine * (far / fine) ** t)
  }
  return least
}

// Two decimals are a third of a pixel at zoom 5.5; the fine zone gets three.
export function round([x, y]) {
  const f = tolerance([x, y]) < 0.001 ? 1000 : 100
  return [Math.round(x * f) / f, Math.round(y * f) / f]
}

const weight = ([a, b, c]) => {
  const flat = (p) => [turn(b[0], p[0]), mercY(p[1])]
  return planarTriangleArea([flat(a), flat(b), flat(c)]) / tolerance(b)
}

// Drops vertices from the arcs of a topology, so that all that share an arc
// keep sharing it, and rounds what stays. share > 1 is coarser.
export function thin(topology, share = 1) {
  const thinned = simplify(presimplify(topology, weight), share)
  thinned.arcs = thinned.arcs.map(roundLine)
  return thinned
}

export function roundLine(line) {
  const out = []
  for (const p of line) {
    const q = round(p)
    const last = out[out.length - 1]
    if (!last || last[0] !== q[0] || last[1] !== q[1]) out.push(q)
  }
  if (out.length === 1) out.push(out[0])
  return out
}
