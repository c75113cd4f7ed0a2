// @ts-check
/** Marks that would lie on each other become one. */

/** Marks nearer than this are one. */
export const NEAR = 12

/** No two marks further apart than this are one: what two of the largest rings cover. */
const FAR = 50

/** Outer radius of the ring for so many. @param {number} n */
export const ringRadius = (n) => (n < 10 ? 19 : n < 100 ? 22 : 25)

/**
 * Groups in the order of the spots, which is that of the list: the first of a
 * group leads it. Rings swallow what they would cover, until nothing changes.
 * @param {M.Spot[]} spots
 * @param {number} [wrap] width of the world in pixels: what is near across its edge is near
 * @returns {M.Cluster[]}
 */
export function cluster(spots, wrap = 0) {
  let groups = merge(spots.map((s) => ({ x: s.x, y: s.y, of: [s.i], r: 0 })), (a, b) => NEAR, wrap, NEAR)
  for (let pass = 0; pass < 6; pass++) {
    const before = groups.length
    groups = merge(groups, (a, b) => (a.r && b.r ? (a.r + b.r) * 0.85 : Math.max(NEAR, a.r + b.r + 5)), wrap, FAR)
    if (groups.length === before) break
  }
  return groups
}

/**
 * @param {M.Cluster[]} list @param {(a: M.Cluster, b: M.Cluster) => number} reach @param {number} wrap
 * @param {number} cell pixels that no reach exceeds
 * @returns {M.Cluster[]}
 */
function merge(list, reach, wrap, cell) {
  /** @type {Map<number, number[]>} */
  const grid = new Map()
  // A number for each cell: making texts of them would take longer than all else here.
  const cellAt = (/** @type {number} */ c, /** @type {number} */ r) => c * 2 ** 22 + r
  const cols = wrap ? Math.ceil(wrap / cell) : 0
  const col = (/** @type {number} */ x) => {
    const c = Math.floor(x / cell)
    return cols ? ((c % cols) + cols) % cols : c
  }
  list.forEach((g, i) => {
    const k = cellAt(col(g.x), Math.floor(g.y / cell))
    const list = grid.get(k)
    if (list) list.push(i)
    else grid.set(k, [i])
  })
  const gone = new Uint8Array(list.length)
  /** @type {M.Cluster[]} */
  const out = []
  for (let i = 0; i < list.length; i++) {
    if (gone[i]) continue
    gone[i] = 1
    const a = list[i]
    let n = a.of.length, x = a.x * n, y = a.y * n
    /** @type {number[]} */
    let of = a.of
    const ac = col(a.x), ar = Math.floor(a.y / cell)
    // Two cells each way where a row is wrapped: its last cell may be narrow.
    const across = cols && (ac < 2 || ac > cols - 3) ? 2 : 1
    for (let dc = -across; dc <= across; dc++) {
      for (let dr = -1; dr <= 1; dr++) {
        const near = grid.get(cellAt(cols ? (((ac + dc) % cols) + cols) % cols : ac + dc, ar + dr))
        if (!near) continue
        for (const j of near) {
          if (gone[j]) continue
          const b = list[j]
          let bx = b.x
          if (wrap) bx += Math.round((a.x - bx) / wrap) * wrap
          const dx = bx - a.x, dy = b.y - a.y
          if (dx * dx + dy * dy >= reach(a, b) ** 2) continue
          gone[j] = 1
          n += b.of.length
          x += bx * b.of.length
          y += b.y * b.of.length
          of = of === a.of ? [...of, ...b.of] : (of.push(...b.of), of)
        }
      }
    }
    out.push(of === a.of ? a : { x: x / n, y: y / n, of: of.sort((p, q) => p - q), r: ringRadius(n) })
  }
  return out
}
