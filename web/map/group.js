// @ts-check
/** Which entries are one mark at a zoom. */
import { cluster } from './cluster.js'
import { worldSize } from './mercator.js'
import { LEAST } from './shapes.js'

/** A vague place with a smaller radius is drawn, and grouped, like a mark. */
const SMALL = 12

/** Whether an area is so small that it is drawn as a disc. @param {M.Entry} e @param {number} size */
export function isSmall(e, size) {
  if (e.rings.length) return Math.max(e.box[2] - e.box[0], e.box[3] - e.box[1]) * size < 2 * LEAST
  return e.radius >= 0 && e.radius * size <= SMALL
}

/** @param {M.Entry[]} entries @param {number} zoom @returns {M.Mark[]} in units of the world */
export function marksAt(entries, zoom) {
  const size = worldSize(zoom)
  /** @type {M.Spot[]} */
  const spots = []
  /** @type {M.Entry[]} */
  const owner = []
  const add = (/** @type {M.Entry} */ e, /** @type {number} */ x, /** @type {number} */ y) => {
    spots.push({ x: x * size, y: y * size, i: owner.length })
    owner.push(e)
  }
  for (const e of entries) {
    if (e.rings.length) {
      if (isSmall(e, size)) add(e, e.anchor[0], e.anchor[1])
    } else if (e.radius < 0 || isSmall(e, size)) for (const [x, y] of e.points) add(e, x, y)
  }
  return cluster(spots, size).map((g) => {
    const list = g.of.length > 1 ? [...new Set(g.of.map((i) => owner[i]))] : [owner[g.of[0]]]
    const first = spots[g.of[0]]
    const same = g.of.every((i) => Math.hypot(spots[i].x - first.x, spots[i].y - first.y) < 0.01)
    return { x: g.x / size, y: g.y / size, entries: list, same }
  })
}

/** The selected entry stands alone, unless others share its very spot. @param {M.Mark[]} marks @param {string|null} key @returns {M.Mark[]} */
export function pullOut(marks, key) {
  if (!key) return marks
  return marks.flatMap((m) => {
    const e = m.entries.length > 1 && !m.same && m.entries.find((q) => q.key === key)
    if (!e) return [m]
    const rest = m.entries.filter((q) => q !== e)
    return [{ ...m, entries: rest }, { x: e.anchor[0], y: e.anchor[1], entries: [e], same: true }]
  })
}
