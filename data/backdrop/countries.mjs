// Where the name of each country stands, and from which rank on it is shown:
// rank 1 from zoom 2, each further rank one zoom later.
import { feature } from 'topojson-client'
import { inPolygon, mercY, planeArea, unMercY } from './plane.mjs'
import { flatten } from './rings.mjs'

// Not named as countries: see README.md. Those without a number in ISO 3166-1
// have no name in CLDR either.
const UNNAMED = new Set(['Crimea', 'Somaliland', 'N. Cyprus', 'Siachen Glacier', 'Antarctica', 'Spratly Is.', 'Scarborough Reef',
  'Bajo Nuevo Bank', 'Serranilla Bank', 'Coral Sea Is.', 'Clipperton I.', 'Ashmore and Cartier Is.', 'U.S. Minor Outlying Is.'])

// Points set by hand: [lon, lat, rank]; several where one name would be off most screens.
const PLACED = {
  Russia: [[97, 62, 1], [44, 56.5, 2], [136.3, 46.1, 3], [67, 60, 3], [125, 61, 3], [162, 66, 4]],
  China: [[103, 35.5, 1], [121.7, 43.7, 3], [112, 29.5, 3]],
  'North Korea': [[126.9, 40.3, 3]],
  'South Korea': [[128.2, 36.75, 3]],
  Japan: [[140.6, 39.5, 2], [138.2, 36.2, 5], [133.2, 34.9, 5]],
  'W. Sahara': [[-13.2, 24.6, 3]],
  Ukraine: [[31.6, 48.9, 1]],
  'United States of America': [[-98.5, 39.6, 1], [-152, 65, 3]],
  Canada: [[-108, 59, 1], [-73, 51.5, 3]],
  Palestine: [[35.25, 31.95, 5]],
  Kazakhstan: [[66.5, 48.2, 1]],
  'Saudi Arabia': [[44.7, 23.8, 1]],
}

export function countries(topology, nameOf) {
  const out = []
  for (const g of topology.objects.countries.geometries) {
    const name = g.properties.name
    if (UNNAMED.has(name)) continue
    const names = nameOf(g)
    if (!names) continue
    const polygons = flatten(feature(topology, g).geometry, 0)
    if (!polygons.length) continue
    const sizes = polygons.map((p) => Math.abs(planeArea(p[0])))
    const size = Math.max(...sizes)
    const spots = PLACED[name] ?? [[...middle(polygons[sizes.indexOf(size)]), rankOf(size, names.en)]]
    for (const [lon, lat, rank] of spots) out.push({ name: names, rank, point: [lon, lat], size })
  }
  // Larger land first, so that it wins where two names do not fit.
  out.sort((a, b) => a.rank - b.rank || b.size - a.size)
  return out.map(({ name, rank, point }) => ({ name, rank, point }))
}

// Zoom at which the land is about as wide as its name, less one.
function rankOf(size, name) {
  const width = Math.max(...name.split('\n').map((l) => l.length)) * 7
  const zoom = Math.log2((width * 360) / (256 * Math.sqrt(size)))
  return Math.max(1, Math.min(6, Math.round(zoom - 1)))
}

// The point furthest from the edge, sideways room counted double since names are wide.
function middle(polygon) {
  const flat = polygon.map((ring) => ring.map(([x, y]) => [x, mercY(y) * 2]))
  const xs = flat[0].map((p) => p[0])
  const ys = flat[0].map((p) => p[1])
  let box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  let best = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  let room = -Infinity
  for (let round = 0; round < 6; round++) {
    const [w, s, e, n] = box
    for (let i = 0; i <= 16; i++) {
      for (let j = 0; j <= 16; j++) {
        const p = [w + ((e - w) * i) / 16, s + ((n - s) * j) / 16]
        const d = inPolygon(p, flat) ? clearance(p, flat) : -Infinity
        if (d > room) [room, best] = [d, p]
      }
    }
    const [dx, dy] = [(e - w) / 8, (n - s) / 8]
    box = [best[0] - dx, best[1] - dy, best[0] + dx, best[1] + dy]
  }
  return [best[0], unMercY(best[1] / 2)].map((v) => Math.round(v * 100) / 100)
}

function clearance([x, y], rings) {
  let least = Infinity
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]
      const [dx, dy] = [ring[i][0] - ax, ring[i][1] - ay]
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
      least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy))
    }
  }
  return least
}
