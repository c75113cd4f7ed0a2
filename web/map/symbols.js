// @ts-check
/** Point marks: the sprite's symbols, speech marks with a digit, and rings for groups. */
import { svg } from './dom.js'
import { ringOf, totalOf } from './ring.js'

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
  for (const { look, strokes } of ringOf(counts, n, outer)) {
    g.append(svg('g', { class: 's-' + look + ' segment' }, ...strokes.map((s) =>
      svg('path', s.width ? { d: s.d, 'stroke-width': s.width, 'stroke-dasharray': s.dash || null } : { d: s.d, class: 'dot' }))))
  }
  g.append(svg('text', { class: 'total', y: 4.6 }, totalOf(n)))
  return g
}
