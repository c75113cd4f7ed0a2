// @ts-check
/** How the map's style sheet draws each look: asked of elements that have its classes, so that canvas and SVG agree. */
import { svg } from '../map/dom.js'
import { ORDER } from '../map/ring.js'

/** Parts of a line or an area, as shapes.js draws them. */
const PARTS = { line: ['casing', 'rail', 'between', 'stroke', 'tick', 'tick casing'], area: ['ground', 'fill', 'hatch', 'casing', 'rail', 'between', 'edge'] }

const numbers = (/** @type {string} */ s) => (s.match(/[\d.]+/g) ?? []).map(Number)

const TOKENS = ['settled', 'open', 'contested', 'gone', 'ink', 'ink-2', 'paper', 'land']

/** Differs where anything looks different. @param {Element} host */
export function markOf(host) {
  const s = getComputedStyle(host)
  return TOKENS.map((name) => s.getPropertyValue('--' + name)).join() + s.fontFamily
}

/** @typedef {ReturnType<typeof readPens>} Pens */

/** @param {Element} host inside of the map @returns {{pen(kind: 'line'|'area', look: string, part: string): T.Pen, text: {font: string, colour: string}, segment(look: string): string, colour(name: string): string}} */
export function readPens(host) {
  /** @type {Map<string, T.Pen>} */
  const pens = new Map()
  /** @type {Map<string, string>} */
  const segments = new Map()
  const probe = svg('svg', { 'aria-hidden': 'true', width: 0, height: 0 })
  /** @type {[string, Element][]} */
  const asked = []
  for (const [kind, parts] of Object.entries(PARTS)) {
    for (const look of ORDER) {
      // The hatch stands for itself: its pattern carries the look.
      const g = svg('g', { class: `${kind} s-${look}` })
      for (const part of parts) {
        const el = svg('path', { class: part })
        asked.push([`${kind} ${look} ${part}`, el])
        g.append(el)
      }
      probe.append(g)
    }
  }
  const rings = ORDER.map((look) => svg('g', { class: `segment s-${look}` }))
  const total = svg('text', { class: 'total' })
  probe.append(...rings, total)
  host.append(probe)
  for (const [name, el] of asked) {
    const s = getComputedStyle(el)
    pens.set(name, {
      colour: s.stroke, width: numbers(s.strokeWidth)[0] ?? 1, dash: s.strokeDasharray === 'none' ? [] : numbers(s.strokeDasharray),
      round: s.strokeLinecap === 'round', opacity: +s.strokeOpacity, fill: s.fill, fillOpacity: +s.fillOpacity,
    })
  }
  ORDER.forEach((look, i) => segments.set(look, getComputedStyle(rings[i]).stroke))
  const own = getComputedStyle(host), t = getComputedStyle(total)
  const text = { font: `${t.fontWeight} ${t.fontSize} ${t.fontFamily}`, colour: t.fill }
  probe.remove()
  const colours = new Map(TOKENS.map((name) => [name, own.getPropertyValue('--' + name).trim()]))
  return {
    pen: (kind, look, part) => /** @type {T.Pen} */ (pens.get(`${kind} ${look} ${part}`)),
    segment: (look) => segments.get(look) ?? '#888',
    colour: (name) => colours.get(name) ?? '#888',
    text,
  }
}
