// @ts-check
/** One picture of a view: shapes, texts and marks. The map has one, each inset another. */
import { inOrder, put, svg } from './dom.js'
import { shiftTo } from './mercator.js'
import { meets, within } from './clip.js'
import { Defs, drawArea, drawLine, disc, LEAST } from './shapes.js'
import { mark, point, speech, ring } from './symbols.js'
import { ringRadius } from './cluster.js'
import { boxOf } from './entries.js'
import { isSmall } from './group.js'
import { captionOf, captionOfMovement } from './captions.js'
import { Boxes, Placer, aroundPoint, besideShape } from './labels.js'
import { runsLeft, sizeOf } from './text.js'
import { words } from './words.js'
import { r } from './curve.js'

/** So many entries are captioned at most, and so many still get their titles. */
const MOST_CAPTIONS = 150
const MOST_TITLES = 30
/** Milliseconds of a frame for lines after a zoom, and so many are drawn in any case. */
const SLICE = 12
const LEAST_LINES = 120

export class Scene {
  /** @param {HTMLElement} low where shapes go @param {HTMLElement} high where texts and marks go @param {boolean} live whether it can be pressed */
  constructor(low, high, live) {
    this.live = live
    this.defs = new Defs()
    this.shapes = svg('g')
    this.texts = svg('svg', { class: 'texts', 'aria-hidden': 'true' })
    this.marks = svg('g')
    const hide = live ? null : 'true'
    this.layers = [svg('svg', { class: 'shapes', 'aria-hidden': hide }, this.defs.el, this.shapes), this.texts,
      svg('svg', { class: 'marks', 'aria-hidden': hide }, this.marks)]
    low.append(this.layers[0])
    high.append(...this.layers.slice(1))
    /** @type {M.Thing[]} */
    this.things = []
    /** @type {Map<string, SVGElement>} */
    this.kept = new Map()
    /** What the marks show: most stay as they are. @type {WeakMap<Element, string>} */
    this.shown = new WeakMap()
    /** How the lines were drawn. @type {WeakMap<Element, M.Drawn>} */
    this.lines = new WeakMap()
    /** @type {Map<string, number>} */
    this.spots = new Map()
    /** Of the last drawing: when its time for lines was over, how many it drew anew, and whether some were left. */
    this.until = 0
    this.redrawn = 0
    this.behind = false
    /** For which view the texts were placed. @type {M.View|undefined} */
    this.written = undefined
  }

  /** @param {M.View} v */
  look(v) {
    const same = this.v?.w === v.w && this.v.h === v.h
    this.v = v
    if (same) return
    for (const layer of this.layers) {
      layer.setAttribute('width', String(v.w))
      layer.setAttribute('height', String(v.h))
    }
  }

  /**
   * @param {M.Model} m @param {boolean} [texts] whether texts are placed now; if not, those there are go along
   * @returns {boolean} whether all is drawn as it should be: if not, there is more to draw in the next frame
   */
  draw(m, texts = true) {
    const v = this.v
    if (!v) return true
    this.until = performance.now() + SLICE
    this.redrawn = 0
    this.behind = false
    this.defs.clear(v)
    this.kept = new Map(this.things.map((t) => [kindOf(t.el) + t.entries[0].key, t.el]))
    this.things = [...this.areasAndLines(m, v), ...this.points(m, v)]
    // Areas lie under lines; of marks, the first of the list is on top.
    const line = (/** @type {M.Thing} */ t) => (kindOf(t.el) === 'line' ? 1 : 0)
    inOrder(this.shapes, this.things.filter((t) => !t.half).sort((a, b) => line(a) - line(b)).map((t) => t.el))
    inOrder(this.marks, this.things.filter((t) => t.half).sort((a, b) => top(a, m) - top(b, m) || b.entries[0].order - a.entries[0].order).map((t) => t.el))
    if (texts && !this.behind) this.write(m, v)
    else if (this.written?.scale === v.scale) this.texts.style.transform = `translate(${this.written.x0 - v.x0}px,${this.written.y0 - v.y0}px)`
    else this.texts.replaceChildren()
    return !this.behind
  }

  /** @param {M.Model} m @param {M.View} v @returns {M.Thing[]} */
  areasAndLines(m, v) {
    /** @type {M.Thing[]} */
    const out = []
    const centre = (v.x0 + v.w / 2) / v.scale
    for (const e of m.entries) {
      if (!e.lines.length && !e.rings.length && e.radius < 0) continue
      if (!e.lines.length && isSmall(e, v.scale)) continue
      const shift = shiftTo((e.box[0] + e.box[2]) / 2, centre)
      const more = Math.max(0, e.radius)
      const bulge = e.movement ? (e.box[2] - e.box[0] + e.box[3] - e.box[1]) * 0.4 : 0
      const by = more + bulge
      if (!meets(v, [e.box[0] - by, e.box[1] - by, e.box[2] + by, e.box[3] + by], shift, 0)) continue
      const add = (/** @type {'area'|'line'} */ kind, /** @type {SVGElement} */ el, /** @type {M.XY[][]|null} */ outline) => {
        if (!outline) return
        const [x, y] = middle(outline, m.port)
        out.push(this.thing({ id: e.key, entries: [e], same: true, el, x, y, half: 0, outline }, `${kind} s-${e.look}`, m))
      }
      if (!isSmall(e, v.scale)) {
        const el = this.element('area', e.key)
        add('area', el, drawArea(e, v, shift, this.defs, el))
      }
      if (e.lines.length) {
        const el = this.element('line', e.key)
        add('line', el, this.line(e, v, shift, el))
      }
    }
    return out
  }

  /**
   * A line that was drawn whole at this zoom is only moved. After a zoom those for which there is no time in this
   * frame stay as they are, at another scale, which is how they looked while it lasted.
   * @param {M.Entry} e @param {M.View} v @param {number} shift @param {SVGElement} el
   */
  line(e, v, shift, el) {
    const was = this.lines.get(el)
    if (was && was.e === e && was.shift === shift) {
      const k = v.scale / was.v.scale
      const late = k !== 1 && this.live && this.redrawn > LEAST_LINES && performance.now() > this.until
      this.behind ||= late
      if (late || (k === 1 && (was.whole || isSame(was.v, v)))) {
        const dx = was.v.x0 * k - v.x0, dy = was.v.y0 * k - v.y0
        put(el, 'transform', `translate(${dx} ${dy})` + (late ? ` scale(${k})` : ''))
        return was.outline.map((part) => part.map(([x, y]) => /** @type {M.XY} */ ([x * k + dx, y * k + dy])))
      }
    }
    this.redrawn++
    el.removeAttribute('transform')
    const drawn = drawLine(e, v, shift, el)
    if (!drawn) return null
    this.lines.set(el, { e, v, shift, ...drawn })
    return drawn.outline
  }

  /** @param {M.Model} m @param {M.View} v @returns {M.Thing[]} */
  points(m, v) {
    /** @type {M.Thing[]} */
    const out = []
    const centre = (v.x0 + v.w / 2) / v.scale
    for (const g of m.marks) {
      const x = (g.x + shiftTo(g.x, centre)) * v.scale - v.x0, y = g.y * v.scale - v.y0
      if (x < -30 || y < -30 || x > v.w + 30 || y > v.h + 30) continue
      const [e] = g.entries, n = g.entries.length
      const counts = countLooks(g.entries)
      const vague = n === 1 && (e.rings.length > 0 || e.radius >= 0), said = counts.statement === n && (n === 1 || g.same)
      const half = vague ? Math.max(LEAST, e.radius * v.scale) : said ? 9 : n === 1 ? 8.5 : ringRadius(n)
      const el = this.element('mark', e.key)
      if (!el.firstChild) el.append(mark())
      const [hit, body] = /** @type {Element} */ (el.firstElementChild).children
      const shows = vague ? '' : `${half} ${m.size} ${e.corrected} ${said && n} ${JSON.stringify(counts)}`
      if (!shows || this.shown.get(el) !== shows) {
        this.shown.set(el, shows)
        put(hit, 'r', String(Math.max(12, half + 2)))
        put(body, 'transform', `scale(${m.size})`)
        const chosen = /** @type {Element} */ (body.firstElementChild), focus = /** @type {Element} */ (body.lastElementChild)
        put(chosen, 'r', String(half + 3.5))
        put(focus, 'r', String(half + 5))
        const old = body.children.length > 2 ? body.children[1] : null
        inOrder(body, [chosen, vague ? disc(e.look, r(half), this.defs) : n === 1 ? point(e.look, e.corrected) : said ? speech(n) : ring(counts, n, half, old), focus])
      }
      put(el, 'transform', `translate(${r(x)} ${r(y)})`)
      out.push(this.thing({ id: n === 1 ? e.key : `${e.key}+${n}`, entries: g.entries, same: g.same, el, x, y, half: half * m.size, outline: [] }, 'mark', m))
    }
    return out
  }

  /** The element of the last drawing, if there was one: it may have the focus. @param {'area'|'line'|'mark'} kind @param {string} key */
  element(kind, key) {
    const el = this.kept.get(kind + key) || svg('g')
    this.kept.delete(kind + key)
    return el
  }

  /** @param {M.Thing} t @param {string} look its classes @param {M.Model} m */
  thing(t, look, m) {
    const has = (/** @type {string|null} */ key) => t.entries.some((e) => e.key === key)
    put(t.el, 'class', look + (has(m.selected) ? ' selected' : '') + (has(m.hovered) ? ' hovered' : ''))
    if (!this.live) return t
    put(t.el, 'role', 'button')
    put(t.el, 'tabindex', '-1')
    put(t.el, 'data-id', t.id)
    const one = t.entries.length === 1
    put(t.el, 'aria-label', one ? t.entries[0].name : words.group(t.entries.length, countLooks(t.entries), samePlace(t.entries)))
    return t
  }

  /** @param {M.Model} m @param {M.View} v */
  write(m, v) {
    const hard = new Boxes(), soft = new Boxes(), lines = new Boxes()
    const areas = this.things.some((t) => !t.half && !t.entries[0].lines.length)
    for (const c of m.covered) hard.add({ x: c.x + m.port.x, y: c.y + m.port.y, w: c.w, h: c.h })
    for (const b of m.busy ?? []) hard.add(b)
    for (const t of this.things) {
      if (t.half) hard.add(around(t.x, t.y, t.half + 1))
      else if (t.entries[0].lines.length) for (const part of t.outline) {
        sample(part, hard)
        if (areas) sample(part, lines)
      }
      else {
        for (const part of t.outline) sample(part, soft)
        inside(t.outline, m.port, soft)
      }
    }
    const placer = new Placer(hard, soft, m.port, this.spots)
    /** @type {Map<string, {lines: M.Line[], full: M.Line[]|null, id: string}>} */
    const captions = new Map()
    /** @type {Set<string>} */
    const taken = new Set()
    /** @type {M.Block[]} */
    const blocks = []
    /** @type {M.Block[]} */
    const moves = []
    const shown = this.things.filter((t) => t.half || overlaps(t, m.port)).sort((a, b) => a.entries[0].order - b.entries[0].order)
    const titles = shown.length <= MOST_TITLES
    for (const t of shown.slice(0, MOST_CAPTIONS)) {
      const [e] = t.entries
      const moving = !t.half && e.move
      const c = moving ? captionOfMovement(e, m.setting) : captionOf(t.entries, m.setting, titles)
      if (!c) continue
      const place = e.place.toLowerCase()
      if (!moving && place) {
        if (taken.has(place) && captions.has(t.id)) continue
        taken.add(place)
      }
      const id = captions.has(t.id) ? t.id + '/' : t.id
      captions.set(id, { lines: c.name, full: c.full, id: t.id })
      ;(moving ? moves : blocks).push({
        id, name: sizeOf(c.name), full: c.full && sizeOf(c.full), most: moving ? 2 : undefined,
        // Beyond a movement the name of an area would be that of something else.
        ok: t.half || t.entries[0].lines.length ? undefined : (at) => !lines.hit(between(t.x, t.y, at)),
        spots: t.half ? aroundPoint(t.x, t.y, Math.max(8.5, t.half) * (top(t, m) === 2 ? 1.6 : 1)) : besideShape(t.outline, moving ? [0.5, 0.35, 0.65, 0.2, 0.8] : [0.35, 0.5, 0.25, 0.65, 0.8], moving ? 14 : 8),
      })
    }
    placer.place(blocks, moves)
    const out = []
    for (const [id, c] of captions) {
      const at = placer.placed.get(id)
      if (at) out.push(this.text(at, at.full && c.full ? c.full : c.lines, c.id))
    }
    this.spots = new Map([...placer.placed].map(([id, p]) => [id, p.spot]))
    this.texts.replaceChildren(...out)
    this.texts.style.transform = ''
    this.written = v
  }

  /** @param {M.Placed} at @param {M.Line[]} lines @param {string} id what a press on it opens */
  text(at, lines, id) {
    const x = at.align === 'start' ? at.x : at.align === 'end' ? at.x + at.w : at.x + at.w / 2
    const fix = svg('g', { class: 'fix' })
    let y = at.y - (at.y + at.h / 2)
    for (const l of lines) {
      // A line written from right to left has its own order, and its start at the other end.
      const back = runsLeft(l.text)
      const anchor = !back || at.align === 'middle' ? at.align : at.align === 'start' ? 'end' : 'start'
      fix.append(svg('text', { class: l.cls, 'font-size': l.size, 'text-anchor': anchor, direction: back && 'rtl', y: r(y + l.lh / 2 + l.size * 0.36) }, l.text))
      y += l.lh
    }
    return svg('g', { class: 'label', transform: `translate(${r(x)} ${r(at.y + at.h / 2)})`, 'data-id': this.live ? id : null }, fix)
  }
}

/** @param {M.Entry[]} entries */
export function countLooks(entries) {
  /** @type {Record<string, number>} */
  const counts = {}
  for (const e of entries) counts[e.look] = (counts[e.look] || 0) + 1
  return counts
}

/** @param {M.Entry[]} entries */
const samePlace = (entries) => (entries.every((e) => e.place === entries[0].place) ? entries[0].place : '')

/** What a thing is drawn as: the first of its classes. @param {Element} el */
const kindOf = (el) => (el.getAttribute('class') ?? '').split(' ')[0]

/** @param {M.View} a @param {M.View} b of the same scale */
const isSame = (a, b) => a.x0 === b.x0 && a.y0 === b.y0 && a.w === b.w && a.h === b.h

/** What is chosen or pointed at is painted last. @param {M.Thing} t @param {M.Model} m */
const top = (t, m) => (t.entries.some((e) => e.key === m.selected) ? 2 : t.entries.some((e) => e.key === m.hovered) ? 1 : 0)

/** @param {number} x @param {number} y @param {number} half @returns {M.Rect} */
const around = (x, y, half) => ({ x: x - half, y: y - half, w: 2 * half, h: 2 * half })

/** What lies between the middle of a shape and a text beside it. @param {number} x @param {number} y @param {M.Place} at @returns {M.Rect} */
function between(x, y, at) {
  if (at.align !== 'middle') {
    const [x0, x1] = [Math.min(x, at.x), Math.max(x, at.x + at.w)]
    return { x: x0, y: at.y, w: x1 - x0, h: at.h }
  }
  const [y0, y1] = [Math.min(y, at.y), Math.max(y, at.y + at.h)]
  return { x: at.x, y: y0, w: at.w, h: y1 - y0 }
}

/** @param {[number, number][]} line @param {Boxes} boxes */
function sample(line, boxes) {
  let left = 0
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const d = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (d > 4000) continue
    for (; left <= d; left += 12) boxes.add(around(a[0] + ((b[0] - a[0]) * left) / (d || 1), a[1] + ((b[1] - a[1]) * left) / (d || 1), 4))
    left -= d
  }
}

/** Marks the inside of an area as a place for texts only if there is no better. @param {[number, number][][]} outline @param {M.Rect} p @param {Boxes} boxes */
function inside(outline, p, boxes) {
  const rings = outline.map((px) => ({ px, box: boxOf(px) }))
  const step = Math.max(22, Math.sqrt((p.w * p.h) / 900))
  for (let x = p.x; x < p.x + p.w; x += step) for (let y = p.y; y < p.y + p.h; y += step) if (within(rings, x, y)) boxes.add(around(x, y, 5))
}

/** @param {M.Thing} t @param {M.Rect} p */
function overlaps(t, p) {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const part of t.outline) for (const [x, y] of part) {
    x0 = Math.min(x0, x)
    y0 = Math.min(y0, y)
    x1 = Math.max(x1, x)
    y1 = Math.max(y1, y)
  }
  return x0 < p.x + p.w && x1 > p.x && y0 < p.y + p.h && y1 > p.y
}

/** Middle of what is seen of an outline, for menus and focus. @param {[number, number][][]} outline @param {M.Rect} p @returns {[number, number]} */
function middle(outline, p) {
  const pts = outline.flat()
  const seen = pts.filter(([x, y]) => x >= p.x && y >= p.y && x <= p.x + p.w && y <= p.y + p.h)
  const of = seen.length ? seen : pts
  return [of.reduce((s, q) => s + q[0], 0) / of.length, of.reduce((s, q) => s + q[1], 0) / of.length]
}
