// @ts-check
/** What is pressed in a tile → an entry, as the rest of the map knows them. */
import { keyOf } from './key.js'
import { textOf, titleOf } from './model.js'
import { words } from '../map/words.js'

/** So many properties are shown, and so much of each. */
const MOST = 12
const LONG = 200

/** @param {T.Hit} hit @param {M.View} v @param {string} lang @returns {M.Entry} */
export function entryOf(hit, v, lang) {
  const { tile, of, look, source } = hit, p = tile.properties(of)
  const title = titleOf(p, lang).slice(0, 300)
  /** @type {M.XY} */
  const at = [(hit.x + v.x0) / v.scale, (hit.y + v.y0) / v.scale]
  const disc = tile.discs.find((d) => d.of === of)
  const marked = disc || tile.of.includes(of)
  const key = keyOf(source.info, tile.ids[of], tile.named[of]) ?? ''
  const called = words.numbered(source.info.title || source.info.layer, key.slice(source.info.layer.length + 1))
  return {
    key, order: 1e9, look, title, name: words.named(look, title || called),
    place: '', label: '', said: '', corrected: false, date: Infinity, move: null, movement: false,
    points: marked ? [at] : [], lines: [], rings: [], radius: disc ? disc.radius : -1, box: [...at, ...at], anchor: at,
  }
}

/** Where a feature is, if it is a point in one of the pieces. @param {{piece: T.Piece, of: number}[]} found @param {M.View} v @returns {M.XY|null} */
export function pointOf(found, v) {
  for (const { piece: p, of } of found) {
    const i = p.tile.of.indexOf(of)
    if (i >= 0) return [(p.ox + p.tile.x[i] * p.k + v.x0) / v.scale, (p.oy + p.tile.y[i] * p.k + v.y0) / v.scale]
  }
  return null
}

/** Cells along a tile's side, by which the server groups points. */
const CELLS = 4

/**
 * Where a group is, and the box that holds its points, in units of the world.
 * @param {T.Ring} ring @param {M.View} v @returns {{at: M.XY, box: number[]}}
 */
export function placeOf({ group, piece: p }, v) {
  const x = (/** @type {number} */ units) => (p.ox + units * p.k + v.x0) / v.scale
  const y = (/** @type {number} */ units) => (p.oy + units * p.k + v.y0) / v.scale
  const side = p.tile.extent / CELLS, cx = Math.floor(group.x / side) * side, cy = Math.floor(group.y / side) * side
  return { at: [x(group.x), y(group.y)], box: [x(cx), y(cy), x(cx + side), y(cy + side)] }
}

/** @param {Record<string, any>} properties @param {string} lang @returns {[string, string][]} */
export function factsOf(properties, lang) {
  return Object.entries(properties).slice(0, MOST).map(([name, value]) => {
    const text = textOf(value, lang) || String(value)
    return [name.slice(0, LONG), text.length > LONG ? text.slice(0, LONG) + '…' : text]
  })
}
