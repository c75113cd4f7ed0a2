// A second decoder for vector tiles: reads tiles from the standard input, one
// in base64 on each line, and writes for each what @mapbox/vector-tile finds in
// it as a line of JSON.
import { createInterface } from 'node:readline'
import { PbfReader } from 'pbf'
import { VectorTile } from '@mapbox/vector-tile'

const features = layer => Array.from({ length: layer.length }, (_, i) => {
  const f = layer.feature(i)
  return {
    id: f.id ?? null,
    type: f.type,
    properties: Object.entries(f.properties).map(([name, value]) => [name, typeof value, value]),
    geometry: f.loadGeometry().map(part => part.map(({ x, y }) => [x, y]))
  }
})

for await (const line of createInterface({ input: process.stdin })) {
  const tile = new VectorTile(new PbfReader(Buffer.from(line, 'base64')))
  const layers = Object.values(tile.layers).map(layer => ({
    name: layer.name, version: layer.version, extent: layer.extent, features: features(layer)
  }))
  console.log(JSON.stringify(layers))
}
