// @ts-check
/** Rings of neighbouring cells may lie on each other; they make way for each other a little. */

/** So far a ring leaves its place at most. */
const MOST = 14
const CELL = 64

/** Moves rings apart. @param {{x: number, y: number, r: number}[]} rings */
export function spread(rings, rounds = 5) {
  const home = rings.map(({ x, y }) => [x, y])
  /** @type {Map<string, number[]>} */
  const grid = new Map()
  rings.forEach((g, i) => {
    const key = `${Math.floor(g.x / CELL)}/${Math.floor(g.y / CELL)}`
    const list = grid.get(key)
    if (list) list.push(i)
    else grid.set(key, [i])
  })
  /** @type {[number, number][]} */
  const pairs = []
  rings.forEach((a, i) => {
    const cx = Math.floor(a.x / CELL), cy = Math.floor(a.y / CELL)
    for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) {
      for (const j of grid.get(`${cx + dx}/${cy + dy}`) ?? []) if (j > i && Math.hypot(rings[j].x - a.x, rings[j].y - a.y) < a.r + rings[j].r + 2 * MOST) pairs.push([i, j])
    }
  })
  for (let round = 0; round < rounds; round++) {
    for (const [i, j] of pairs) {
      const a = rings[i], b = rings[j]
      const far = Math.hypot(b.x - a.x, b.y - a.y), over = a.r + b.r + 1 - far
      if (over <= 0) continue
      const ux = far ? (b.x - a.x) / far : 1, uy = far ? (b.y - a.y) / far : 0
      push(a, home[i], (-ux * over) / 2, (-uy * over) / 2)
      push(b, home[j], (ux * over) / 2, (uy * over) / 2)
    }
  }
}

/** @param {{x: number, y: number}} g @param {number[]} home @param {number} dx @param {number} dy */
function push(g, home, dx, dy) {
  const x = g.x + dx - home[0], y = g.y + dy - home[1], far = Math.hypot(x, y)
  const k = far > MOST ? MOST / far : 1
  g.x = home[0] + x * k
  g.y = home[1] + y * k
}
