// Writes the layers of the basemap into layers/, where map.yaml says which zooms
// each is for. `dateline build` makes the archive of them. Built twice, the files
// have the same bytes.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { feature } from 'topojson-client'
import { borders } from './borders.mjs'
import { countryAreas, countryLabels } from './countries.mjs'
import { places } from './places.mjs'
import { flatten, shores } from './rings.mjs'
import { seaLabels } from './seas.mjs'
import { lakes, rivers } from './water.mjs'
import { world } from './world.mjs'

const ZOOMS = [0, 1, 2, 3, 4, 5, 6, 7]
const FOLDER = new URL('layers/', import.meta.url)

const item = (properties, type, coordinates, id) => ({ type: 'Feature', id, properties, geometry: { type, coordinates } })
const point = ({ properties, point, id }) => item(properties, 'Point', point, id)

function write(name, features) {
  const text = `{"type":"FeatureCollection","features":[\n${features.map((f) => JSON.stringify(f)).join(',\n')}\n]}\n`
  writeFileSync(new URL(`${name}.geojson`, FOLDER), text)
  console.log(`${name}: ${features.length} features, ${text.length} characters`)
}

for (const name of readdirSync(FOLDER)) if (name.endsWith('.geojson')) rmSync(new URL(name, FOLDER))

let finest
for (const scale of ['110m', '50m', '10m']) {
  const topology = world(scale)
  const land = topology.objects.land.geometries.map((g) => feature(topology, g).geometry)
  finest = land.flatMap(flatten)
  write(`land-${scale}`, finest.map((rings) => item({}, 'Polygon', rings)))
  write(`coast-${scale}`, [item({}, 'MultiLineString', land.flatMap(shores))])
  write(`border-${scale}`, borders(topology, scale).map(({ lines, ...views }) => item(views, 'MultiLineString', lines)))
}
let large
for (const scale of ['110m', '50m']) {
  large = lakes(scale)
  write(`lake-${scale}`, large.map((rings) => item({}, 'Polygon', rings)))
}
write('river', rivers().map(({ rank, lines }) => item({ rank }, 'MultiLineString', lines)))

const areas = countryAreas()
const all = places()
for (const zoom of ZOOMS) {
  write(`country-${zoom}`, countryLabels(areas, zoom, zoom < 5 ? null : finest, large).map(point))
  write(`sea-${zoom}`, seaLabels(zoom).map(point))
  const shown = all.filter((place) => place.zoom <= zoom)
  if (shown.length) write(`place-${zoom}`, shown.map(point))
}
