// @ts-check
/** Point marks: the sprite's symbols, speech marks with a digit, and rings for groups. */
import { svg } from './dom.js'
import { r } from './curve.js'

/** The order of a ring's segments, and of a group's name. @type {M.Look[]} */
export const ORDER = ['confirmed', 'corroborated', 'claimed', 'unconfirmed', 'denied', 'refuted', 'retracted', 'statement', 'plain']

/** @param {string} name */
const use = (name) => svg('use', { href: '#sym-' + name, x: -12, y: -12, width: 24, height: 24 })

/** @param {M.Look} look @param {boolean} corrected */
export function point(look, corrected) {
  const g = svg('g', {}, use(look))
  if (corrected) g.append(svg('circle', { class: 'corrected', cx: 8, cy: -8, r: 5 }))
  return g
}

/** @param {number} n statements at one place */
export function speech(n) {
  return svg('g', {}, use('speech'), svg('text', { class: 'digit', y: 2.5 }, n > 9 ? '9+' : String(n)))
}

/**
 * A ring of segments by share, in the textures of the statuses.
 * @param {Record<string, number>} counts @param {number} n @param {number} outer
 */
export function ring(counts, n, outer) {
  const g = svg('g', { class: 'cluster' }, svg('circle', { class: 'cased', r: outer + 2 }))
  const parts = ORDER.filter((k) => counts[k])
  // Small shares stay visible: none is narrower than a twelfth of a turn, if all can be so.
  const least = Math.min(1 / 12, 1 / (2 * parts.length))
  const shares = parts.map((k) => Math.max(least, counts[k] / n))
  const sum = shares.reduce((a, b) => a + b, 0)
  const gap = parts.length > 1 ? 1.2 / outer : 0
  let from = -Math.PI / 2
  parts.forEach((look, i) => {
    const to = from + (shares[i] / sum) * 2 * Math.PI
    g.append(segment(look, from + gap, to - gap, outer, parts.length === 1))
    from = to
  })
  g.append(svg('text', { class: 'total', y: 4.6 }, n > 9999 ? Math.round(n / 1000) + 'k' : String(n)))
  return g
}

/** How thick a ring is. */
const BAND = 6

/** @param {M.Look} look @param {number} a @param {number} b angles @param {number} outer @param {boolean} whole */
function segment(look, a, b, outer, whole) {
  const mid = outer - BAND / 2
  const line = (/** @type {number} */ rad, /** @type {number} */ width, dash = '') =>
    svg('path', { d: arc(rad, a, b, whole), 'stroke-width': width, 'stroke-dasharray': dash || null })
  const g = svg('g', { class: 's-' + look + ' segment' })
  if (look === 'confirmed') g.append(line(mid, BAND))
  else if (look === 'corroborated') g.append(line(outer - 1, 1.6), line(outer - 4.4, 2.8))
  else if (look === 'claimed') {
    const o = outer - 0.65, i = outer - BAND + 0.65
    g.append(svg('path', { d: whole ? arc(o, a, b, true) + arc(i, a, b, true) : band(o, i, a + 0.65 / o, b - 0.65 / o), 'stroke-width': 1.3 }))
  } else if (look === 'unconfirmed' || look === 'denied') {
    const step = (look === 'denied' ? 4.3 : 5) / mid
    const n = Math.max(1, Math.round((b - a) / step))
    for (let k = 0; k < n; k++) {
      const t = a + ((k + 0.5) * (b - a)) / n
      if (look === 'denied') g.append(svg('path', { d: `M${polar(outer - BAND, t - 0.05)}L${polar(outer, t + 0.05)}`, 'stroke-width': 2 }))
      else g.append(dot(mid, t))
    }
  } else if (look === 'statement') g.append(line(outer - 1.2, 1.2), line(outer - 4.4, 1.2))
  else if (look === 'plain') g.append(line(mid, 2))
  else g.append(line(mid, look === 'refuted' ? 2 : 1.25, '2 5'))
  return g
}

/** @param {number} rad @param {number} t */
const polar = (rad, t) => `${r(rad * Math.cos(t))} ${r(rad * Math.sin(t))}`
/** @param {number} rad @param {number} t */
const dot = (rad, t) => svg('circle', { class: 'dot', cx: r(rad * Math.cos(t)), cy: r(rad * Math.sin(t)), r: 1.3 })

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
