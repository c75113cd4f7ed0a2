// @ts-check
/** Marks and rings on canvas, and the room that they take. */
import { ringRadius } from '../map/cluster.js'
import { holds } from './hit.js'
import { spread } from './spread.js'

/** Room outside of the picture for what reaches into it. */
const ROOM = 30
/** Marks of one look that are nearer than this are painted once. */
const GRAIN = 2
/** Names keep off so many marks. */
const MOST_BUSY = 4000

/** Groups where they are drawn. @param {T.Piece[]} pieces @param {number} size @returns {T.Ring[]} */
export function ringsOf(pieces, size) {
  /** @type {T.Ring[]} */
  const rings = []
  for (const p of pieces) {
    for (const group of p.tile.groups) {
      const x = p.ox + group.x * p.k, y = p.oy + group.y * p.k
      if (holds(p, x, y)) rings.push({ group, piece: p, x, y, r: ringRadius(group.n) * size })
    }
  }
  spread(rings)
  return rings
}

/**
 * @param {T.Piece[]} pieces @param {{w: number, h: number}} v @param {number} grain
 * @param {(x: number, y: number, look: number) => void} f called once for each cell of the grain and look
 */
function each(pieces, v, grain, f) {
  const cols = Math.ceil((v.w + 2 * ROOM) / grain) + 1
  const taken = new Uint16Array(cols * (Math.ceil((v.h + 2 * ROOM) / grain) + 1))
  for (const p of pieces) {
    const { x, y, look } = p.tile
    for (let i = 0; i < x.length; i++) {
      const mx = p.ox + x[i] * p.k, my = p.oy + y[i] * p.k
      if (mx < -ROOM || my < -ROOM || mx > v.w + ROOM || my > v.h + ROOM || !holds(p, mx, my)) continue
      const cell = Math.floor((my + ROOM) / grain) * cols + Math.floor((mx + ROOM) / grain), bit = 1 << look[i]
      if (taken[cell] & bit) continue
      taken[cell] |= bit
      f(mx, my, look[i])
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} c @param {T.Piece[]} pieces @param {T.Ring[]} rings
 * @param {{w: number, h: number}} v @param {import('./sprites.js').Sprites} sprites @param {number} dpr
 */
export function paintMarks(c, pieces, rings, v, sprites, dpr) {
  c.setTransform(1, 0, 0, 1, 0, 0)
  const put = (/** @type {HTMLCanvasElement} */ el, /** @type {number} */ x, /** @type {number} */ y) =>
    c.drawImage(el, Math.round(x * dpr - el.width / 2), Math.round(y * dpr - el.height / 2))
  for (const g of rings) if (g.x > -ROOM && g.y > -ROOM && g.x < v.w + ROOM && g.y < v.h + ROOM) put(sprites.ring(g.group), g.x, g.y)
  each(pieces, v, GRAIN, (x, y, look) => put(sprites.mark(look), x, y))
}

/** Where names should not stand. @param {T.Piece[]} pieces @param {T.Ring[]} rings @param {{w: number, h: number}} v @param {number} size @returns {M.Rect[]} */
export function busyOf(pieces, rings, v, size) {
  const out = rings.map((g) => ({ x: g.x - g.r, y: g.y - g.r, w: 2 * g.r, h: 2 * g.r }))
  const half = 8 * size
  each(pieces, v, 6, (x, y) => {
    if (out.length < MOST_BUSY) out.push({ x: x - half, y: y - half, w: 2 * half, h: 2 * half })
  })
  return out
}
