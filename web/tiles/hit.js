// @ts-check
/** What lies under a point of the picture. */
import { ORDER } from '../map/ring.js'

/** An area of a tile that is smaller than this is pressed like a mark. */
const SMALL = 18
/** Half of what is seen of a mark. */
const BODY = 9
/** Marks so near to the nearest cannot be told apart. */
const SAME = 3

/** Whether a point is within rings, even-odd. @param {Int32Array[]} rings @param {number} x @param {number} y */
export function inRings(rings, x, y) {
  let inside = false
  for (const r of rings) {
    for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2) {
      if (r[i + 1] > y !== r[j + 1] > y && x < ((r[j] - r[i]) * (y - r[i + 1])) / (r[j + 1] - r[i + 1]) + r[i]) inside = !inside
    }
  }
  return inside
}

/** How far a point is from lines. @param {Int32Array[]} lines @param {number} x @param {number} y */
export function farFrom(lines, x, y) {
  let least = Infinity
  for (const l of lines) {
    for (let i = 2; i < l.length; i += 2) {
      const ax = l[i - 2], ay = l[i - 1], dx = l[i] - ax, dy = l[i + 1] - ay
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
      least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy))
    }
  }
  return least
}

/** Whether a mark is one of this piece's. @param {T.Piece} p @param {number} x @param {number} y */
export const holds = (p, x, y) => p.whole || (x >= p.x && y >= p.y && x < p.x + p.w && y < p.y + p.h)

/** @param {T.Piece} p @param {number} x @param {number} y @param {number} room */
const near = (p, x, y, room) => x >= p.x - room && y >= p.y - room && x < p.x + p.w + room && y < p.y + p.h + room

/**
 * Firm are marks, groups and lines, the nearest first; loose are areas.
 * @param {T.Piece[]} pieces @param {T.Ring[]} rings @param {number} x @param {number} y pixels of the picture
 * @param {{scale: number, reach: number, line: number, size: number, all: boolean}} o scale = pixels the world is wide;
 *   all: everything in reach counts, else only what cannot be told from the nearest
 * @returns {T.Hits}
 */
export function hitsAt(pieces, rings, x, y, o) {
  /** @type {Record<'marks'|'lines'|'areas', T.Hit[]>} */
  const found = { marks: [], lines: [], areas: [] }
  for (const p of pieces) {
    const { tile, k, source } = p
    const add = (/** @type {'marks'|'lines'|'areas'} */ to, /** @type {{of: number, look: number}} */ { of, look }, /** @type {number} */ hx, /** @type {number} */ hy, far = Math.hypot(hx - x, hy - y)) =>
      found[to].push({ group: null, source, tile, of, look: ORDER[look], x: hx, y: hy, far })
    for (let i = 0; i < tile.x.length && near(p, x, y, o.reach); i++) {
      const mx = p.ox + tile.x[i] * k, my = p.oy + tile.y[i] * k
      if (Math.abs(mx - x) <= o.reach && Math.abs(my - y) <= o.reach && Math.hypot(mx - x, my - y) <= o.reach && holds(p, mx, my)) add('marks', { of: tile.of[i], look: tile.look[i] }, mx, my)
    }
    for (const d of tile.discs) {
      const mx = p.ox + d.x * k, my = p.oy + d.y * k, r = d.radius * o.scale
      if (Math.hypot(mx - x, my - y) <= Math.max(o.reach, r) && holds(p, mx, my)) add(r > SMALL ? 'areas' : 'marks', d, mx, my)
    }
    if (!near(p, x, y, 0)) continue
    const tx = (x - p.ox) / k, ty = (y - p.oy) / k, room = Math.max(o.line, o.reach) / k
    for (const s of tile.shapes) {
      const b = s.box
      if (tx < b[0] - room || ty < b[1] - room || tx > b[2] + room || ty > b[3] + room) continue
      if (!s.area) {
        const far = farFrom(s.parts, tx, ty) * k
        if (far <= o.line) add('lines', s, x, y, far)
      } else if (Math.max(b[2] - b[0], b[3] - b[1]) * k < SMALL) {
        const mx = p.ox + ((b[0] + b[2]) / 2) * k, my = p.oy + ((b[1] + b[3]) / 2) * k
        if (Math.hypot(mx - x, my - y) <= o.reach) add('marks', s, mx, my)
      } else if (inRings(s.parts, tx, ty)) add('areas', s, x, y, 0)
    }
  }
  const { marks, lines, areas } = found
  marks.sort((a, b) => a.far - b.far)
  lines.sort((a, b) => a.far - b.far)
  const ring = rings.filter((g) => Math.hypot(g.x - x, g.y - y) <= g.r + 2).sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0]
  if (ring && !(marks.length && marks[0].far <= BODY * o.size)) {
    return { firm: [{ group: ring, source: ring.piece.source, tile: ring.piece.tile, of: -1, look: 'plain', x: ring.x, y: ring.y, far: 0 }], loose: [] }
  }
  const list = once(marks.length ? marks : lines)
  const apart = (/** @type {T.Hit} */ h) => (marks.length ? Math.hypot(h.x - list[0].x, h.y - list[0].y) : h.far - list[0].far)
  return { firm: o.all ? list : list.filter((h) => apart(h) <= SAME), loose: once(areas) }
}

/** A feature that is in several tiles is one. @param {T.Hit[]} hits */
function once(hits) {
  const seen = new Set()
  return hits.filter((h) => {
    const id = h.tile.ids[h.of] ?? h.tile.named[h.of]
    if (id === undefined) return true
    const key = `${h.source.info.name}/${id}`
    return !seen.has(key) && !!seen.add(key)
  })
}
