// @ts-check
/** Lines and areas by status, as SVG in the pixels of a view. */
import { inOrder, newId, put, svg } from './dom.js'
import { control, flatten, lengthOf, along, shorten, ticks, stroke, head, pathData, r } from './curve.js'
import { linePixels, ringPixels, toPixels } from './clip.js'
import { boxOf, isVague } from './entries.js'

/** The smallest disc of a vague place. */
export const LEAST = 9
/** A line stops this far before its destination. */
const CLEAR = 13
/** Where the origin is not known, this much of the line fades in. */
const FADE = 0.42
/** A tick leans by this from the line. */
export const LEAN = -1.05

/** Where a view's hatching is kept. */
export class Defs {
  constructor() {
    this.el = svg('defs')
    /** @type {Map<string, string>} */
    this.hatches = new Map()
  }

  /** @param {M.View} v forget the last drawing; hatching stays fixed to the ground */
  clear(v) {
    this.el.replaceChildren()
    this.hatches.clear()
    this.v = v
  }

  /** @param {string} look @param {number} gap pixels from line to line, across */
  hatch(look, gap) {
    const key = look + gap
    let id = this.hatches.get(key)
    if (!id) {
      this.hatches.set(key, (id = newId('hatch')))
      // Whole pixels and no rotation, so that tiles are painted sharply.
      const x = -Math.round(this.v?.x0 ?? 0) % gap, y = -Math.round(this.v?.y0 ?? 0) % gap
      // With the corners of the neighbours' lines, else there are seams.
      const d = look === 'denied'
        ? `M-1 -1L${gap + 1} ${gap + 1}M-1 ${gap - 1}l2 2M${gap - 1} -1l2 2`
        : `M-1 ${gap + 1}L${gap + 1} -1M-1 1l2 -2M${gap - 1} ${gap + 1}l2 -2`
      this.el.append(svg('pattern', { id, patternUnits: 'userSpaceOnUse', x, y, width: gap, height: gap }, svg('path', { class: 'hatch s-' + look, d })))
    }
    return `url(#${id})`
  }
}

/**
 * A mask that lets a line appear between two points; no larger than the line, since each takes a picture of its size.
 * @param {Element|null} old one that was made here before @param {M.XY} a @param {M.XY} b @param {M.XY[]} line @param {M.View} v
 */
function fade(old, a, b, line, v) {
  const grad = newId('grad')
  const el = old ?? svg('defs', {},
    svg('linearGradient', { id: grad, gradientUnits: 'userSpaceOnUse' }, svg('stop', { offset: 0, 'stop-color': '#fff', 'stop-opacity': 0 }), svg('stop', { offset: 1, 'stop-color': '#fff' })),
    svg('mask', { id: newId('fade'), maskUnits: 'userSpaceOnUse' }, svg('rect', { fill: `url(#${grad})` })))
  const [from, mask] = el.children
  const [left, top, right, low] = boxOf(line)
  const x = Math.max(-99, r(left - 20)), y = Math.max(-99, r(top - 20))
  const box = { x, y, width: Math.max(0, Math.min(v.w + 99, r(right + 20)) - x), height: Math.max(0, Math.min(v.h + 99, r(low + 20)) - y) }
  putAll(from, { x1: r(a[0]), y1: r(a[1]), x2: r(b[0]), y2: r(b[1]) })
  putAll(mask, box)
  putAll(/** @type {Element} */ (mask.firstElementChild), box)
  return el
}

/** @param {Element} el @param {Record<string, number>} values */
function putAll(el, values) {
  for (const name in values) put(el, name, String(values[name]))
}

/** Paths in the order they are asked for: those that an element has already are used again. */
class Paths {
  /** @param {Element} parent */
  constructor(parent) {
    this.parent = parent
    this.at = parent.firstElementChild
  }

  /** @param {string} name @param {string} d */
  add(name, d) {
    let path = this.at
    if (path?.localName === 'path' && path.getAttribute('class') === name) this.at = path.nextElementSibling
    else this.parent.insertBefore((path = svg('path', { class: name })), this.at)
    path.setAttribute('d', d)
  }

  /** Something else, anew each time. @param {Element} el */
  put(el) {
    this.parent.insertBefore(el, this.at)
  }

  /** Takes away what was not asked for. */
  end() {
    while (this.at) {
      const rest = this.at.nextElementSibling
      this.at.remove()
      this.at = rest
    }
  }
}

/**
 * Draws a line into an element, which may hold an older drawing of it.
 * @param {M.Entry} e @param {M.View} v @param {number} shift @param {Element} el
 * @returns {{outline: M.XY[][], whole: boolean}|null} whole: nothing of it was left out
 */
export function drawLine(e, v, shift, el) {
  if (!el.firstChild) el.append(svg('g'), svg('path', { class: 'hit' }))
  const [drawn, touched, oldFade = null] = el.children
  /** @type {Element|null} */
  let faded = null
  const paths = new Paths(drawn)
  let hit = '', complete = true
  /** @type {M.XY[][]} */
  const outline = []
  const path = e.move?.path
  e.lines.forEach((pts, i) => {
    const curved = e.move && path !== 'tracked' && pts.length === 2
    const px = toPixels(v, pts, shift)
    let whole = curved ? bend(px, e.move.bend) : px
    const ends = e.move && i === e.lines.length - 1
    if (ends) whole = shorten(whole, Math.min(CLEAR, lengthOf(whole) * 0.3))
    const closed = path === 'reported' || path === 'tracked'
    const tip = ends && whole[whole.length - 1]
    const back = tip ? along(whole, lengthOf(whole) - 4).angle : 0
    const body = tip ? shorten(whole, Math.min(closed ? 10 : 3, lengthOf(whole) * 0.5)) : whole
    const [left, top, right, low] = boxOf(whole)
    complete &&= near([left, top], v) && near([right, low], v)
    const runs = inView(body, v)
    if (!runs.length) return
    outline.push(...runs)
    const d = runs.map((run) => pathData(run)).join('')
    const over = e.look === 'denied' ? ticks(body).filter((t) => near(t.at, v)).map((t) => stroke(t.at, t.angle + LEAN, 6.5, 6.5)).join('') : ''
    const h = tip && near(tip, v) && e.look !== 'refuted' && e.look !== 'retracted' ? head(tip, back, closed) : ''
    paths.add('halo', d + h)
    paths.add('casing', d)
    if (h) paths.add('head casing', h)
    if (e.look === 'corroborated') for (const name of ['rail', 'between']) paths.add(name, d)
    paths.add('stroke', d)
    if (over) for (const name of ['tick casing', 'tick']) paths.add(name, over)
    if (e.look === 'refuted' || e.look === 'retracted') paths.put(cross(e.look, along(body, lengthOf(body) / 2).at))
    else if (h) paths.add('head ' + (closed ? path : 'open'), h)
    if (i === 0 && e.move && isVague(e.move.from_precision)) {
      faded = fade(oldFade, whole[0], along(whole, lengthOf(whole) * FADE).at, whole, v)
    }
    hit += d
  })
  paths.end()
  touched.setAttribute('d', hit)
  const mask = /** @type {Element|null} */ (faded)
  if (mask) put(drawn, 'mask', `url(#${mask.lastElementChild?.id})`)
  else drawn.removeAttribute('mask')
  inOrder(el, mask ? [drawn, touched, mask] : [drawn, touched])
  return outline.length ? { outline, whole: complete } : null
}

/** @param {M.XY[]} ends @param {any} by */
function bend([a, b], by) {
  return flatten(a, control(a, b, Number.isFinite(by) && by !== null ? Math.max(-2, Math.min(2, by)) : 0.3), b)
}

/** @param {'refuted'|'retracted'} look @param {M.XY} at */
function cross(look, at) {
  return svg('use', { href: '#sym-' + look, x: r(at[0] - 12), y: r(at[1] - 12), width: 24, height: 24 })
}

/** @param {M.XY} p @param {M.View} v */
const near = (p, v) => p[0] > -30 && p[1] > -30 && p[0] < v.w + 30 && p[1] < v.h + 30

/** The stretches of a line in pixels that can be seen. @param {M.XY[]} line @param {M.View} v */
function inView(line, v) {
  const own = { scale: 1, x0: 0, y0: 0, w: v.w, h: v.h }
  return linePixels(own, line, boxOf(line), 0)
}

/**
 * Draws an area into an element.
 * @param {M.Entry} e @param {M.View} v @param {number} shift @param {Defs} defs @param {Element} el
 * @returns {M.XY[][]|null} its outline
 */
export function drawArea(e, v, shift, defs, el) {
  /** @type {M.XY[][]} */
  const outline = []
  for (const ring of e.rings) {
    const px = ringPixels(v, ring, boxOf(ring), shift)
    if (px.length > 2) outline.push(px)
  }
  if (e.radius >= 0) {
    for (const p of e.points) {
      const [[x, y]] = toPixels(v, [p], shift)
      outline.push(circle(x, y, Math.max(LEAST, e.radius * v.scale)))
    }
  }
  if (!outline.length) return null
  el.replaceChildren(...area(e.look, outline.map((o) => pathData(o, true)).join(''), defs, 11))
  return outline
}

/** A vague place that is small at this zoom. @param {string} look @param {number} rad @param {Defs} defs */
export function disc(look, rad, defs) {
  return svg('g', { class: 'area s-' + look }, ...area(look, `M${-rad} 0A${rad} ${rad} 0 1 1 ${rad} 0A${rad} ${rad} 0 1 1 ${-rad} 0Z`, defs, 9))
}

/** @param {string} look @param {string} d @param {Defs} defs @param {number} gap */
function area(look, d, defs, gap) {
  const path = (/** @type {string} */ name) => svg('path', { class: name, d })
  const kids = ['halo', 'ground', 'fill'].map(path)
  if (look !== 'plain') kids.push(svg('path', { d, fill: defs.hatch(look, gap) }))
  if (look === 'refuted' || look === 'retracted') return kids
  kids.push(path('casing'))
  if (look === 'corroborated') kids.push(path('rail'), path('between'))
  kids.push(path('edge'))
  return kids
}

/** @param {number} x @param {number} y @param {number} rad @returns {M.XY[]} */
function circle(x, y, rad) {
  /** @type {M.XY[]} */
  const out = []
  for (let i = 0; i <= 64; i++) out.push([x + rad * Math.cos((i * Math.PI) / 32), y + rad * Math.sin((i * Math.PI) / 32)])
  return out
}
