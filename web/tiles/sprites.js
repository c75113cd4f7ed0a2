// @ts-check
/** Marks as small pictures, made once and painted many times. */
import { html } from '../map/dom.js'
import { ringOf, totalOf, ORDER } from '../map/ring.js'
import { ringRadius } from '../map/cluster.js'

const MOST_RINGS = 600

/** @typedef {ReturnType<typeof createSprites>} Sprites */

/**
 * @param {import('./pens.js').Pens} pens @param {number} size of marks, 1 or less @param {number} dpr
 */
export function createSprites(pens, size, dpr) {
  /** @type {Map<string, HTMLCanvasElement>} */
  const rings = new Map()
  const canvas = (/** @type {number} */ half, /** @type {(c: CanvasRenderingContext2D) => void} */ paint) => {
    const el = /** @type {HTMLCanvasElement} */ (html('canvas'))
    const side = Math.ceil(half * size * dpr)
    el.width = el.height = 2 * side
    const c = el.getContext('2d')
    if (c) {
      c.setTransform(size * dpr, 0, 0, size * dpr, side, side)
      paint(c)
    }
    return el
  }
  const marks = ORDER.map((look) => canvas(15, (c) => {
    const symbol = document.getElementById('sym-' + look)
    c.translate(-12, -12)
    if (symbol) paintSymbol(c, symbol, (name) => pens.colour(name === 'casing' ? 'paper' : name))
  }))
  return {
    /** @param {number} look */
    mark: (look) => marks[look],
    /** @param {T.Group} g */
    ring(g) {
      const key = g.n + JSON.stringify(g.counts)
      let el = rings.get(key)
      if (el) rings.delete(key)
      else {
        const outer = ringRadius(g.n)
        el = canvas(outer + 3, (c) => paintRing(c, g, outer, pens))
      }
      rings.set(key, el)
      if (rings.size > MOST_RINGS) rings.delete(/** @type {string} */ (rings.keys().next().value))
      return el
    },
  }
}

/** @param {CanvasRenderingContext2D} c @param {T.Group} g @param {number} outer @param {import('./pens.js').Pens} pens */
function paintRing(c, g, outer, pens) {
  c.fillStyle = pens.colour('paper')
  c.beginPath()
  c.arc(0, 0, outer + 2, 0, 2 * Math.PI)
  c.fill()
  for (const { look, strokes } of ringOf(g.counts, g.n, outer)) {
    c.strokeStyle = c.fillStyle = pens.segment(look)
    for (const s of strokes) {
      const path = new Path2D(s.d)
      c.lineWidth = s.width
      c.setLineDash(s.dash ? s.dash.split(' ').map(Number) : [])
      if (s.width) c.stroke(path)
      else c.fill(path)
    }
  }
  c.fillStyle = pens.text.colour
  c.font = pens.text.font
  c.textAlign = 'center'
  c.fillText(totalOf(g.n), 0, 4.6)
}

/**
 * A symbol of the page's sheet: circles and paths with plain attributes.
 * @param {CanvasRenderingContext2D} c @param {Element} symbol @param {(name: string) => string} token
 */
export function paintSymbol(c, symbol, token) {
  for (const el of symbol.querySelectorAll('circle, path')) {
    const get = (/** @type {string} */ name) => inherited(el, name)
    const paint = (/** @type {string|null} */ value) => {
      const v = value === 'currentColor' ? get('color') : value
      const name = /^var\(--([\w-]+)/.exec(v ?? '')?.[1]
      return name ? token(name) : v === 'none' ? '' : v
    }
    const n = (/** @type {string} */ name) => Number(el.getAttribute(name))
    const path = new Path2D(el.getAttribute('d') ?? undefined)
    if (el.localName === 'circle') path.arc(n('cx'), n('cy'), n('r'), 0, 2 * Math.PI)
    const fill = paint(get('fill') ?? '#000'), line = paint(get('stroke'))
    if (fill) {
      c.fillStyle = fill
      c.fill(path)
    }
    if (!line) continue
    c.strokeStyle = line
    c.lineWidth = Number(get('stroke-width') ?? 1)
    c.lineJoin = /** @type {CanvasLineJoin} */ (get('stroke-linejoin') ?? 'miter')
    c.stroke(path)
  }
}

/** @param {Element} el @param {string} name */
function inherited(el, name) {
  for (let e = /** @type {Element|null} */ (el); e && e.localName !== 'symbol'; e = e.parentElement) {
    const value = e.getAttribute(name)
    if (value !== null) return value
  }
  return null
}
