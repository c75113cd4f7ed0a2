// @ts-check
/** The bytes of a tile → what the map draws of it. */
import { PbfReader } from '../vendor/pbf/index.js'
import { VectorTile } from '../vendor/vector-tile/index.js'
import { lookOf, isVague } from '../map/entries.js'
import { metres } from '../map/mercator.js'
import { ORDER } from '../map/ring.js'
import { placeOf } from './model.js'

const POINT = 1, AREA = 3

/**
 * @param {ArrayBuffer} bytes @param {string} name of the layer
 * @param {(y: number) => number} height of a part of the tile in the world, 0 to 1
 * @returns {T.Tile|null} null if nothing is in it
 */
export function decode(bytes, name, height) {
  const layer = new VectorTile(new PbfReader(bytes)).layers[name]
  if (!layer) return null
  /** @type {{x: number, y: number, look: number, of: number}[]} */
  const points = []
  /** @type {T.Tile} */
  const tile = {
    extent: layer.extent, bytes: bytes.byteLength * 4, x: new Uint16Array(), y: new Uint16Array(), look: new Uint8Array(), of: new Uint32Array(),
    groups: [], discs: [], shapes: [], ids: [], named: [], paths: new Map(), properties: (of) => layer.feature(of).properties,
  }
  const vague = vaguePlaces()
  for (let of = 0; of < layer.length; of++) {
    const f = layer.feature(of), p = f.properties
    tile.ids.push(f.id)
    tile.named.push(/** @type {any} */ (p.id))
    const look = ORDER.indexOf(lookOf(p.status, p.kind))
    if (f.type !== POINT) {
      const shape = shapeOf(f, look, of)
      if (shape) tile.shapes.push(shape)
      continue
    }
    const radius = vague(p.place)
    for (const part of f.loadGeometry()) {
      for (const { x, y } of part) {
        // Beyond the edge are copies of what belongs to a neighbour.
        if (x < 0 || y < 0 || x >= tile.extent || y >= tile.extent) continue
        if (p.cluster === true) tile.groups.push({ x, y, ...groupOf(p) })
        else if (radius >= 0) tile.discs.push({ x, y, radius: metres(radius, height(y / tile.extent)), look, of })
        else points.push({ x, y, look, of })
      }
    }
  }
  for (const k of /** @type {const} */ (['x', 'y', 'look', 'of'])) tile[k] = /** @type {any} */ (tile[k].constructor).from(points, (/** @type {any} */ q) => q[k])
  return tile
}

/** @param {Record<string, any>} p */
export function groupOf(p) {
  const n = Math.max(1, Number(p.point_count) || 1)
  /** @type {Record<string, number>} */
  const counts = {}
  let rest = n
  for (const look of ORDER) {
    const some = Math.min(rest, Number(p['status_' + look]) || 0)
    if (some > 0) counts[look] = some
    rest -= some
  }
  if (rest > 0) counts.plain = (counts.plain ?? 0) + rest
  return { n, counts, opens: Number(p.expansion_zoom) || 0 }
}

/** Radius in metres of a place that is not known exactly, else -1. Places come as text, and come again. */
function vaguePlaces() {
  /** @type {Map<any, number>} */
  const known = new Map()
  return (/** @type {any} */ text) => {
    if (typeof text !== 'string' || text[0] !== '{') return -1
    let radius = known.get(text)
    if (radius === undefined) {
      const place = placeOf(text), size = Math.max(0, Number(place.radius_m) || 0)
      radius = isVague(place.precision) || (place.precision == null && size > 0) ? size : -1
      known.set(text, radius)
    }
    return radius
  }
}

/** @param {any} f @param {number} look @param {number} of @returns {T.Shape|null} */
function shapeOf(f, look, of) {
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  /** @type {Int32Array[]} */
  const parts = []
  for (const part of f.loadGeometry()) {
    if (part.length < 2) continue
    const flat = new Int32Array(part.length * 2)
    part.forEach((/** @type {{x: number, y: number}} */ { x, y }, /** @type {number} */ i) => {
      flat[2 * i] = x
      flat[2 * i + 1] = y
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    })
    parts.push(flat)
  }
  return parts.length ? { area: f.type === AREA, look, of, parts, box } : null
}
