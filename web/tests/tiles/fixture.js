// @ts-check
/** Tiles written by hand, as the server would encode them. */
import { PbfWriter } from '../../vendor/pbf/index.js'

/**
 * @typedef {{id?: number, type: 1|2|3, parts: number[][][], properties?: Record<string, any>}} Feature
 * @param {string} name @param {Feature[]} features @returns {ArrayBuffer}
 */
export function encode(name, features, extent = 4096) {
  /** @type {string[]} */
  const keys = []
  /** @type {any[]} */
  const values = []
  const index = (/** @type {any[]} */ list, /** @type {any} */ v) => (list.includes(v) ? list.indexOf(v) : list.push(v) - 1)
  const pbf = /** @type {any} */ (new PbfWriter())
  pbf.writeMessage(3, (/** @type {any} */ _, /** @type {any} */ l) => {
    l.writeVarintField(15, 2)
    l.writeStringField(1, name)
    for (const f of features) l.writeMessage(2, writeFeature, { f, tags: Object.entries(f.properties ?? {}).flatMap(([k, v]) => [index(keys, k), index(values, v)]) })
    for (const k of keys) l.writeStringField(3, k)
    for (const v of values) l.writeMessage(4, writeValue, v)
    l.writeVarintField(5, extent)
  }, null)
  const bytes = pbf.finish()
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}

/** @param {{f: Feature, tags: number[]}} of @param {any} pbf */
function writeFeature({ f, tags }, pbf) {
  if (f.id !== undefined) pbf.writeVarintField(1, f.id)
  pbf.writePackedVarint(2, tags)
  pbf.writeVarintField(3, f.type)
  let x = 0, y = 0
  const zigzag = (/** @type {number} */ n) => (n << 1) ^ (n >> 31)
  const step = (/** @type {number[]} */ [px, py]) => {
    const d = [zigzag(px - x), zigzag(py - y)]
    x = px
    y = py
    return d
  }
  /** @type {number[]} */
  const geometry = []
  if (f.type === 1) geometry.push((f.parts.length << 3) | 1, ...f.parts.flatMap(([p]) => step(p)))
  else for (const part of f.parts) {
    geometry.push(9, ...step(part[0]), ((part.length - 1) << 3) | 2, ...part.slice(1).flatMap(step))
    if (f.type === 3) geometry.push(15)
  }
  pbf.writePackedVarint(4, geometry)
}

/** @param {any} v @param {any} pbf */
function writeValue(v, pbf) {
  if (typeof v === 'string') pbf.writeStringField(1, v)
  else if (typeof v === 'boolean') pbf.writeBooleanField(7, v)
  else if (Number.isInteger(v) && v >= 0) pbf.writeVarintField(5, v)
  else pbf.writeDoubleField(3, v)
}

/** A piece at the corner of the picture, 256 pixels wide. @param {T.Tile} tile @param {any} [more] @returns {T.Piece} */
export const pieceOf = (tile, more = {}) => ({
  source: { info: { layer: 'events', name: 'map.events', key: 'id', tiles: '', features: 1, matched: 1, bounds: [-180, -85, 180, 85] } },
  tile, k: 256 / tile.extent, ox: 0, oy: 0, x: 0, y: 0, w: 256, h: 256, whole: true, ...more,
})
