// @ts-check
/** World coordinates → pixels of a view, thinned to what can be seen. */

/** Room around the view, so that edges made by clipping are never seen. */
const ROOM = 60

/** @param {M.View} v @param {number[]} box @param {number} shift whole worlds */
export function meets(v, box, shift, room = ROOM) {
  return (box[0] + shift) * v.scale - v.x0 < v.w + room && (box[2] + shift) * v.scale - v.x0 > -room &&
    box[1] * v.scale - v.y0 < v.h + room && box[3] * v.scale - v.y0 > -room
}

/** @param {M.View} v @param {number[]} box @param {number} shift */
function inside(v, box, shift) {
  return (box[0] + shift) * v.scale - v.x0 > -ROOM && (box[2] + shift) * v.scale - v.x0 < v.w + ROOM &&
    box[1] * v.scale - v.y0 > -ROOM && box[3] * v.scale - v.y0 < v.h + ROOM
}

/**
 * A ring or line in pixels, without points closer than a pixel to the last.
 * @param {M.View} v @param {ArrayLike<number>|M.XY[]} pts flat x, y, … or pairs @param {number} shift @returns {M.XY[]}
 */
export function toPixels(v, pts, shift, gap = 0.8) {
  /** @type {M.XY[]} */
  const out = []
  const flat = typeof pts[0] === 'number'
  const n = flat ? pts.length / 2 : pts.length
  let lx = Infinity, ly = Infinity
  for (let i = 0; i < n; i++) {
    const px = flat ? /** @type {number} */ (pts[2 * i]) : /** @type {M.XY} */ (pts[i])[0]
    const py = flat ? /** @type {number} */ (pts[2 * i + 1]) : /** @type {M.XY} */ (pts[i])[1]
    const x = (px + shift) * v.scale - v.x0, y = py * v.scale - v.y0
    if (i && i < n - 1 && Math.abs(x - lx) < gap && Math.abs(y - ly) < gap) continue
    out.push([x, y])
    lx = x
    ly = y
  }
  return out
}

/**
 * A closed ring in pixels, cut to the view's surroundings.
 * @param {M.View} v @param {ArrayLike<number>|M.XY[]} pts @param {number[]} box @param {number} shift @returns {M.XY[]}
 */
export function ringPixels(v, pts, box, shift) {
  let ring = toPixels(v, pts, shift)
  if (inside(v, box, shift)) return ring
  for (const [axis, sign, limit] of [[0, 1, -ROOM], [0, -1, -v.w - ROOM], [1, 1, -ROOM], [1, -1, -v.h - ROOM]]) {
    /** @type {M.XY[]} */
    const kept = []
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i], b = ring[(i + 1) % ring.length]
      const da = a[axis] * sign - limit, db = b[axis] * sign - limit
      if (da >= 0) kept.push(a)
      if (da >= 0 !== db >= 0) {
        const t = da / (da - db)
        kept.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t])
      }
    }
    ring = kept
    if (!ring.length) break
  }
  return ring
}

/**
 * The stretches of a line that come near the view.
 * @param {M.View} v @param {ArrayLike<number>|M.XY[]} pts @param {number[]} box @param {number} shift @returns {M.XY[][]}
 */
export function linePixels(v, pts, box, shift) {
  const all = toPixels(v, pts, shift)
  if (inside(v, box, shift)) return [all]
  /** @type {M.XY[][]} */
  const out = []
  /** @type {M.XY[]|null} */
  let run = null
  for (let i = 1; i < all.length; i++) {
    const [a, b] = [all[i - 1], all[i]]
    const off = Math.max(a[0], b[0]) < -ROOM || Math.min(a[0], b[0]) > v.w + ROOM ||
      Math.max(a[1], b[1]) < -ROOM || Math.min(a[1], b[1]) > v.h + ROOM
    if (off) run = null
    else if (run) run.push(b)
    else out.push((run = [a, b]))
  }
  return out
}

/** Whether a pixel is inside of outlines, such as land. @param {M.Outline[]} rings @param {number} x @param {number} y */
export function within(rings, x, y) {
  let inside = false
  for (const { px: ring, box } of rings) {
    if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) continue
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i], b = ring[j]
      if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  }
  return inside
}
