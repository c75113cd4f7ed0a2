// @ts-check
/** Lines in pixels: the movement's curve, and what is measured along a line. */

/**
 * Control point of a movement's curve: the middle, pushed to the right of
 * travel by a share of the length. y grows downwards, as on the screen.
 * @param {M.XY} from @param {M.XY} to @param {number} bend @returns {M.XY}
 */
export function control(from, to, bend) {
  const dx = to[0] - from[0], dy = to[1] - from[1]
  return [(from[0] + to[0]) / 2 - dy * bend, (from[1] + to[1]) / 2 + dx * bend]
}

/** The quadratic curve as a chain of points. @param {M.XY} a @param {M.XY} c @param {M.XY} b @returns {M.XY[]} */
export function flatten(a, c, b, steps = 40) {
  /** @type {M.XY[]} */
  const out = []
  for (let i = 0; i <= steps; i++) {
    const t = i / steps, u = 1 - t
    out.push([u * u * a[0] + 2 * u * t * c[0] + t * t * b[0], u * u * a[1] + 2 * u * t * c[1] + t * t * b[1]])
  }
  return out
}

/** @param {M.XY[]} line */
export function lengthOf(line) {
  let sum = 0
  for (let i = 1; i < line.length; i++) sum += Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1])
  return sum
}

/**
 * The point so far along the line, and the direction there in radians.
 * @param {M.XY[]} line @param {number} far @returns {{at: M.XY, angle: number, next: number}}
 */
export function along(line, far) {
  let left = far
  for (let i = 1; ; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const d = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (left <= d || i === line.length - 1) {
      const t = d ? Math.max(0, Math.min(1, left / d)) : 0
      return { at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], angle: Math.atan2(b[1] - a[1], b[0] - a[0]), next: i }
    }
    left -= d
  }
}

/** The line without its last pixels. @param {M.XY[]} line @param {number} off @returns {M.XY[]} */
export function shorten(line, off) {
  const end = along(line, lengthOf(line) - off)
  return [...line.slice(0, end.next), end.at]
}

/**
 * Where the cross ticks of a denied line stand: each in the middle of every
 * second dash.
 * @param {M.XY[]} line
 */
export function ticks(line, every = 36, first = 24) {
  const out = []
  const end = lengthOf(line) - 8
  for (let d = first; d < end; d += every) out.push(along(line, d))
  if (!out.length && end > 0) out.push(along(line, end / 2))
  return out
}

/**
 * A tick or an arm: a stroke through (or from) a point.
 * @param {M.XY} at @param {number} angle @param {number} back @param {number} ahead
 */
export function stroke([x, y], angle, back, ahead) {
  const c = Math.cos(angle), s = Math.sin(angle)
  return `M${r(x - c * back)} ${r(y - s * back)}L${r(x + c * ahead)} ${r(y + s * ahead)}`
}

/**
 * An arrowhead of this depth: an open V, or a triangle.
 * @param {M.XY} tip @param {number} angle @param {boolean} closed
 */
export function head(tip, angle, closed, depth = 11, half = 6) {
  const c = Math.cos(angle), s = Math.sin(angle)
  const arm = (/** @type {number} */ side) =>
    `${r(tip[0] - c * depth - s * half * side)} ${r(tip[1] - s * depth + c * half * side)}`
  return `M${arm(1)}L${r(tip[0])} ${r(tip[1])}L${arm(-1)}${closed ? 'Z' : ''}`
}

/** @param {M.XY[]} line @param {boolean} [closed] */
export function pathData(line, closed) {
  let d = ''
  for (let i = 0; i < line.length; i++) d += (i ? 'L' : 'M') + r(line[i][0]) + ' ' + r(line[i][1])
  return closed ? d + 'Z' : d
}

/** A tenth of a pixel is enough. @param {number} n */
export const r = (n) => Math.round(n * 10) / 10
