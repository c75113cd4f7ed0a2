// @ts-check
/** Point marks: the sprite's symbols, speech marks with a digit, and rings for groups. */
import { inOrder, put, svg } from './dom.js'
import { ringOf, totalOf } from './ring.js'

/** One of each to copy: most of a mark is the same in all of them. @type {Map<string, SVGElement>} */
const copied = new Map()
/** @param {string} name @param {() => SVGElement} make */
function copy(name, make) {
  let first = copied.get(name)
  if (!first) copied.set(name, (first = make()))
  return /** @type {SVGElement} */ (first.cloneNode(true))
}

/** What all marks have: room for a finger, and rings for what is chosen and for the focus. Its picture goes between these. */
export const mark = () => copy('', () => svg('g', { class: 'fix' }, svg('circle', { class: 'hit' }),
  svg('g', { class: 'body' }, svg('circle', { class: 'chosen' }), svg('circle', { class: 'focus' }))))

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
 * @param {Element|null} old what was drawn instead; if it is a ring, it becomes this one
 */
export function ring(counts, n, outer, old) {
  const g = old?.getAttribute('class') === 'cluster' ? old : copy('ring', () => svg('g', { class: 'cluster' }, svg('circle', { class: 'cased' }), svg('text', { class: 'total', y: 4.6 })))
  const [cased, ...segments] = g.children, total = /** @type {Element} */ (segments.pop())
  put(cased, 'r', String(outer + 2))
  total.textContent = totalOf(n)
  const had = new Map(segments.map((s) => [s.getAttribute('class'), s]))
  const all = ringOf(counts, n, outer).map(({ look, strokes }) => {
    const name = 's-' + look + ' segment'
    const s = had.get(name) ?? copy(name, () => svg('g', { class: name }, ...strokes.map(({ width, dash }) =>
      svg('path', width ? { 'stroke-width': width, 'stroke-dasharray': dash || null } : { class: 'dot' }))))
    strokes.forEach(({ d }, i) => put(s.children[i], 'd', d))
    return s
  })
  inOrder(g, [cased, ...all, total])
  return g
}
