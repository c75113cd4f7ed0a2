// @ts-check
/** The ring of a group: segments by share, in the textures of the statuses. Paths only, for SVG and canvas alike. */
import { r } from './curve.js'

/** The order of a ring's segments, and of a group's name. @type {M.Look[]} */
export const ORDER = ['confirmed', 'corroborated', 'claimed', 'unconfirmed', 'denied', 'refuted', 'retracted', 'statement', 'plain']

/** How thick a ring is. */
const BAND = 6

/**
 * Where each look's segment begins and ends, in radians from the east,
 * clockwise; the first begins at the top.
 * @param {Record<string, number>} counts @param {number} n
 * @returns {{look: M.Look, from: number, to: number}[]}
 */
export function shares(counts, n) {
  const parts = ORDER.filter((k) => counts[k])
  // Small shares stay visible: none is narrower than a twelfth of a turn, if all can be so.
  const least = Math.min(1 / 12, 1 / (2 * parts.length))
  const wide = parts.map((k) => Math.max(least, counts[k] / n))
  const sum = wide.reduce((a, b) => a + b, 0)
  let from = -Math.PI / 2
  return parts.map((look, i) => {
    const to = from + (wide[i] / sum) * 2 * Math.PI
    const part = { look, from, to }
    from = to
    return part
  })
}

/**
 * @param {Record<string, number>} counts @param {number} n @param {number} outer radius
 * @returns {{look: M.Look, strokes: M.Stroke[]}[]}
 */
export function ringOf(counts, n, outer) {
  const parts = shares(counts, n)
  const gap = parts.length > 1 ? 1.2 / outer : 0
  return parts.map(({ look, from, to }) => ({ look, strokes: segment(look, from + gap, to - gap, outer, parts.length === 1) }))
}

/** What stands in a ring. @param {number} n */
export const totalOf = (n) => (n >= 999_500 ? `${+(n / 1e6).toFixed(n < 9_950_000 ? 1 : 0)}M` : n > 9999 ? `${Math.round(n / 1000)}k` : String(n))

/** @param {M.Look} look @param {number} a @param {number} b angles @param {number} outer @param {boolean} whole @returns {M.Stroke[]} */
function segment(look, a, b, outer, whole) {
  const mid = outer - BAND / 2
  const line = (/** @type {number} */ rad, /** @type {number} */ width, dash = '') => ({ d: arc(rad, a, b, whole), width, dash })
  if (look === 'confirmed') return [line(mid, BAND)]
  if (look === 'corroborated') return [line(outer - 1, 1.6), line(outer - 4.4, 2.8)]
  if (look === 'claimed') {
    const o = outer - 0.65, i = outer - BAND + 0.65
    return [{ d: whole ? arc(o, a, b, true) + arc(i, a, b, true) : band(o, i, a + 0.65 / o, b - 0.65 / o), width: 1.3, dash: '' }]
  }
  if (look === 'unconfirmed' || look === 'denied') {
    const step = (look === 'denied' ? 4.3 : 5) / mid
    const n = Math.max(1, Math.round((b - a) / step))
    let d = ''
    for (let k = 0; k < n; k++) {
      const t = a + ((k + 0.5) * (b - a)) / n
      d += look === 'denied' ? `M${polar(outer - BAND, t - 0.05)}L${polar(outer, t + 0.05)}` : dot(mid, t)
    }
    return [{ d, width: look === 'denied' ? 2 : 0, dash: '' }]
  }
  if (look === 'statement') return [line(outer - 1.2, 1.2), line(outer - 4.4, 1.2)]
  if (look === 'plain') return [line(mid, 2)]
  return [line(mid, look === 'refuted' ? 2 : 1.25, '2 5')]
}

/** @param {number} rad @param {number} t */
const polar = (rad, t) => `${r(rad * Math.cos(t))} ${r(rad * Math.sin(t))}`

/** @param {number} rad @param {number} t */
const dot = (rad, t) => `M${r(rad * Math.cos(t) - 1.3)} ${r(rad * Math.sin(t))}a1.3 1.3 0 1 1 2.6 0a1.3 1.3 0 1 1 -2.6 0Z`

/** @param {number} rad @param {number} a @param {number} b @param {boolean} whole */
function arc(rad, a, b, whole) {
  if (whole) return `M${polar(rad, a)}A${rad} ${rad} 0 1 1 ${polar(rad, a + Math.PI)}A${rad} ${rad} 0 1 1 ${polar(rad, a)}`
  return `M${polar(rad, a)}A${rad} ${rad} 0 ${b - a > Math.PI ? 1 : 0} 1 ${polar(rad, b)}`
}

/** @param {number} o @param {number} i @param {number} a @param {number} b */
function band(o, i, a, b) {
  const big = b - a > Math.PI ? 1 : 0
  return `M${polar(o, a)}A${o} ${o} 0 ${big} 1 ${polar(o, b)}L${polar(i, b)}A${i} ${i} 0 ${big} 0 ${polar(i, a)}Z`
}
