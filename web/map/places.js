// @ts-check
/** Names of the backdrop: which are wanted in a view, and where they may stand. */
import { within, crossesBorder } from './backdrop.js'
import { aroundPoint } from './labels.js'
import { widthOf } from './text.js'
import { meets } from './clip.js'

/** em between letters, as in map.css */
const SPACED = { country: 0.14, sea: 0.03, capital: 0, city: 0 }

/**
 * @param {M.Name[]} names in the order of placing @param {M.View} v @param {number} zoom
 * @param {M.Drawn} drawn
 * @param {Set<string>} taken names that entries already carry, in lower case
 * @returns {M.PlaceName[]}
 */
export function placeNames(names, v, zoom, drawn, taken) {
  /** @type {M.PlaceName[]} */
  const out = []
  names.forEach((n, i) => {
    if (n.zoom > zoom + 0.01 || taken.has(n.lines.join(' ').toLowerCase())) return
    for (let k = Math.floor(v.x0 / v.scale); k <= Math.floor((v.x0 + v.w) / v.scale); k++) {
      if (!meets(v, [n.x, n.y, n.x, n.y], k, n.is === 'country' ? 0 : 40)) continue
      out.push(placeName(n, `${n.is}${i}/${k}`, (n.x + k) * v.scale - v.x0, n.y * v.scale - v.y0, zoom, drawn))
    }
  })
  return out
}

/** @param {M.Name} n @param {string} id @param {number} x @param {number} y @param {number} zoom @param {M.Drawn} drawn @returns {M.PlaceName} */
function placeName(n, id, x, y, zoom, drawn) {
  const caps = n.is === 'country'
  const lines = caps ? n.lines.map((l) => l.toUpperCase()) : n.lines
  const size = caps ? (zoom < 4 ? 11 : 12) : n.is === 'sea' ? (n.zoom <= 3 ? 14 : 13) : n.is === 'capital' ? 14 : n.zoom <= 5 ? 13 : 12
  const lh = size + 3
  const bold = caps || n.is === 'capital'
  const w = Math.max(...lines.map((l) => widthOf(l, size, bold, SPACED[n.is])))
  const town = n.is === 'city' || n.is === 'capital'
  /** @type {M.Block} */
  const block = { id, name: { w, h: lines.length * lh }, clear: town ? 5 : 4, spots: town ? aroundPoint(x, y, 3, 5) : centred(n, x, y) }
  if (!town) block.ok = (s) => fits(n, [x, y], [s.x + s.w / 2, s.y + s.h / 2], w, drawn)
  return { id, is: n.is, lines, size, lh, x, y, block }
}

/**
 * On its point, else moved a little.
 * @param {M.Name} n @param {number} x @param {number} y
 */
function centred(n, x, y) {
  return (/** @type {{w: number, h: number}} */ { w, h }) => {
    /** @type {M.Place[]} */
    const out = []
    for (const far of n.is === 'country' ? [0, 28, 56, 84, 112] : [0, 20, 40]) {
      for (const [dx, dy] of far ? [[0, 1], [0, -1], [1, 0], [-1, 0], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7]] : [[0, 0]]) {
        const cx = x + dx * far, cy = y + dy * far
        out.push({ x: cx - w / 2, y: cy - h / 2, w, h, align: 'middle' })
      }
    }
    return out
  }
}

/** A moved name stays in its country or sea. @param {M.Name} n @param {[number, number]} from @param {[number, number]} to @param {number} w @param {M.Drawn} drawn */
function fits(n, from, to, w, drawn) {
  const land = n.is === 'country'
  if (Math.hypot(to[0] - from[0], to[1] - from[1]) < 1) return true
  for (const dx of [0, -w / 2, w / 2]) {
    const p = /** @type {[number, number]} */ ([to[0] + dx, to[1]])
    // All the way: beyond a strait there is another country.
    for (let t = 1; t > 0; t -= 0.17) if (within(drawn.rings, from[0] + (p[0] - from[0]) * t, from[1] + (p[1] - from[1]) * t) !== land) return false
    if (land && crossesBorder(drawn, from, p)) return false
  }
  return true
}
