// npm's geojson-vt and vt-pbf at the work that the engine is measured at. It
// reads commands, one JSON object on each line of the standard input, and
// answers each with one. Times are milliseconds of processor time, those of
// the garbage collector's and compiler's threads among them.
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { feature } from 'topojson-client'
import GeoJSONVT from 'geojson-vt'
import vtpbf from 'vt-pbf'

const settings = { extent: 4096, buffer: 64 }

/** The processor time that work takes. */
function timed(work) {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return { result, ms: (user + system) / 1000 }
}

function encode(index, z, x, y) {
  const tile = index.getTile(z, x, y)
  if (!tile || tile.features.length === 0) return null
  return vtpbf.fromGeojsonVt({ layer: tile }, { version: 2, extent: 4096 })
}

/** Cuts one tile out of its parent, over and over, and encodes it. */
class Tile {
  constructor({ file, z, x, y }) {
    Object.assign(this, { z, x, y })
    this.index = new GeoJSONVT(read(file), { ...settings, maxZoom: z + 1, indexMaxZoom: z - 1, indexMaxPoints: 0 })
    this.first = { ...this.index.tiles }
    this.parent = Object.values(this.first).find(t => t.z === z - 1 && t.x === x >> 1 && t.y === y >> 1)
    this.source = this.parent.source
  }

  run({ times, gzip }) {
    const { z, x, y } = this
    let size = 0
    const { ms } = timed(() => {
      for (let i = 0; i < times; i++) {
        this.index.tiles = { ...this.first }
        this.parent.source = this.source
        const bytes = encode(this.index, z, x, y)
        size = (gzip ? gzipSync(bytes) : bytes).length
      }
    })
    return { ms, size, features: this.index.getTile(z, x, y).features.length }
  }
}

/** Cuts and encodes all tiles of some zooms. */
class Pyramid {
  constructor({ file, zoom }) {
    this.zoom = zoom
    this.index = new GeoJSONVT(read(file), { ...settings, maxZoom: zoom, indexMaxZoom: 0, indexMaxPoints: 0 })
    this.source = Object.values(this.index.tiles)[0].source
  }

  run() {
    let size = 0
    let tiles = 0
    const { ms } = timed(() => {
      const { index } = this
      Object.assign(index, { tiles: {}, tileCoords: [], stats: {}, total: 0 })
      index.options.indexMaxZoom = this.zoom
      index.splitTile(this.source, 0, 0, 0)
      for (const { z, x, y } of index.tileCoords) {
        const bytes = encode(index, z, x, y)
        if (!bytes) continue
        tiles++
        size += bytes.length
      }
    })
    return { ms, size, tiles }
  }
}

/** What V8 alone takes to read a file: the bound of anything in JavaScript. */
class Parse {
  constructor({ file }) { this.text = readFileSync(file, 'utf8') }

  run() {
    const start = performance.now()
    JSON.parse(this.text)
    return { ms: performance.now() - start, size: Buffer.byteLength(this.text) }
  }
}

const read = file => JSON.parse(readFileSync(file, 'utf8'))

const commands = {
  /** Writes a file of npm's world-atlas as GeoJSON. */
  atlas({ name, object, to }) {
    const topology = read(`node_modules/world-atlas/${name}.json`)
    writeFileSync(to, JSON.stringify(feature(topology, topology.objects[object])))
    return {}
  },
  tile(command) { job = new Tile(command); return {} },
  pyramid(command) { job = new Pyramid(command); return {} },
  parse(command) { job = new Parse(command); return {} },
  run(command) { return job.run(command) }
}

let job
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  console.log(JSON.stringify(commands[command.do](command)))
}
