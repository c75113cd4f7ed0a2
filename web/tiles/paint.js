// @ts-check
/** Areas and lines on canvas, tile by tile. */
import { ORDER } from '../map/ring.js'
import { ticks, stroke, along, lengthOf } from '../map/curve.js'
import { LEAST, LEAN } from '../map/shapes.js'
import { paintSymbol } from './sprites.js'
import { holds } from './hit.js'

/** From line to line, across, as for areas in SVG. */
const HATCH = 11
/** A line that is struck out carries its cross where so much of it is in one tile. */
const CROSSED = 40

const gone = (/** @type {string} */ look) => look === 'refuted' || look === 'retracted'

/**
 * @param {CanvasRenderingContext2D} c @param {T.Piece[]} pieces
 * @param {{v: M.View, dpr: number, pens: import('./pens.js').Pens}} o
 */
export function paintShapes(c, pieces, o) {
  const { v, dpr, pens } = o
  const full = pieces.filter((p) => p.tile.shapes.length)
  const into = (/** @type {T.Piece} */ p, /** @type {() => void} */ paint) => {
    c.save()
    c.setTransform(dpr, 0, 0, dpr, 0, 0)
    c.beginPath()
    c.rect(p.x, p.y, p.w, p.h)
    c.clip()
    c.transform(p.k, 0, 0, p.k, p.ox, p.oy)
    paint()
    c.restore()
  }
  const hatch = hatching(c, o)
  for (const p of full) into(p, () => {
    for (const look of ORDER) {
      const path = pathOf(p.tile, 'area', look)
      if (path) paintArea(c, look, path, pathOf(p.tile, 'edge', look) ?? path, p.k, pens, hatch)
    }
  })
  c.setTransform(dpr, 0, 0, dpr, 0, 0)
  for (const [look, path] of discs(pieces, v)) paintArea(c, look, path, path, 1, pens, hatch)
  for (const p of full) into(p, () => {
    for (const look of ORDER) {
      const path = pathOf(p.tile, 'line', look)
      if (path) paintLines(c, look, path, p, pens)
    }
  })
}

/**
 * @param {CanvasRenderingContext2D} c @param {string} look @param {Path2D} path @param {Path2D} edge @param {number} k
 * @param {import('./pens.js').Pens} pens @param {(look: string) => CanvasPattern|null} hatch
 */
function paintArea(c, look, path, edge, k, pens, hatch) {
  for (const part of ['ground', 'fill']) {
    const pen = pens.pen('area', look, part)
    c.globalAlpha = pen.fillOpacity
    c.fillStyle = pen.fill
    c.fill(path)
  }
  const pattern = look !== 'plain' && hatch(look)
  if (pattern) {
    c.globalAlpha = 1
    c.fillStyle = pattern
    c.fill(path)
  }
  if (gone(look)) return
  for (const part of look === 'corroborated' ? ['casing', 'rail', 'between', 'edge'] : ['casing', 'edge']) strokeWith(c, edge, pens.pen('area', look, part), k)
}

/** @param {CanvasRenderingContext2D} c @param {string} look @param {Path2D} path @param {T.Piece} p @param {import('./pens.js').Pens} pens */
function paintLines(c, look, path, p, pens) {
  const pen = (/** @type {string} */ part) => pens.pen('line', look, part)
  for (const part of look === 'corroborated' ? ['casing', 'rail', 'between', 'stroke'] : ['casing', 'stroke']) strokeWith(c, path, pen(part), p.k)
  if (look !== 'denied' && !gone(look)) return
  c.transform(1 / p.k, 0, 0, 1 / p.k, 0, 0)
  const lines = p.tile.shapes.filter((s) => !s.area && ORDER[s.look] === look).flatMap((s) => s.parts).map((part) => pixels(part, p.k))
  if (look === 'denied') {
    const over = new Path2D(lines.flatMap((l) => ticks(l)).map((t) => stroke(t.at, t.angle + LEAN, 6.5, 6.5)).join(''))
    strokeWith(c, over, pen('tick casing'), 1)
    strokeWith(c, over, pen('tick'), 1)
  } else {
    const symbol = document.getElementById('sym-' + look)
    for (const l of lines) {
      const length = lengthOf(l)
      if (!symbol || length < CROSSED) continue
      const [x, y] = along(l, length / 2).at
      c.save()
      c.translate(x - 12, y - 12)
      paintSymbol(c, symbol, (name) => pens.colour(name === 'casing' ? 'paper' : name))
      c.restore()
    }
  }
  c.transform(p.k, 0, 0, p.k, 0, 0)
}

/** @param {CanvasRenderingContext2D} c @param {Path2D} path @param {T.Pen} pen @param {number} k */
function strokeWith(c, path, pen, k) {
  c.globalAlpha = pen.opacity
  c.strokeStyle = pen.colour
  c.lineWidth = pen.width / k
  c.lineJoin = 'round'
  c.lineCap = pen.round ? 'round' : 'butt'
  c.setLineDash(pen.dash.map((d) => d / k))
  c.stroke(path)
}

/** @param {Int32Array} part @param {number} k @returns {M.XY[]} */
function pixels(part, k) {
  /** @type {M.XY[]} */
  const out = []
  for (let i = 0; i < part.length; i += 2) out.push([part[i] * k, part[i + 1] * k])
  return out
}

/** All of a tile that looks the same, in its units. @param {T.Tile} tile @param {'area'|'edge'|'line'} kind @param {string} look */
function pathOf(tile, kind, look) {
  let path = tile.paths.get(kind + look)
  if (path) return path
  const shapes = tile.shapes.filter((s) => s.area === (kind !== 'line') && ORDER[s.look] === look)
  if (!shapes.length) return null
  path = new Path2D()
  for (const s of shapes) for (const part of s.parts) trace(path, part, kind === 'edge' ? tile.extent : 0)
  tile.paths.set(kind + look, path)
  return path
}

/**
 * @param {{moveTo(x: number, y: number): void, lineTo(x: number, y: number): void}} to @param {Int32Array} part
 * @param {number} extent if not 0, what runs along the outside of the tile is left out: a cut is no edge
 */
export function trace(to, part, extent) {
  let down = false
  for (let i = 2; i < part.length; i += 2) {
    const ax = part[i - 2], ay = part[i - 1], x = part[i], y = part[i + 1]
    if (extent && ((ax < 0 && x < 0) || (ay < 0 && y < 0) || (ax > extent && x > extent) || (ay > extent && y > extent))) {
      down = false
      continue
    }
    if (!down) to.moveTo(ax, ay)
    to.lineTo(x, y)
    down = true
  }
}

/** Vague places by look. @param {T.Piece[]} pieces @param {M.View} v @returns {Map<string, Path2D>} */
function discs(pieces, v) {
  /** @type {Map<string, Path2D>} */
  const out = new Map()
  for (const p of pieces) {
    for (const d of p.tile.discs) {
      const x = p.ox + d.x * p.k, y = p.oy + d.y * p.k, r = Math.max(LEAST, d.radius * v.scale)
      if (!holds(p, x, y) || x < -r || y < -r || x > v.w + r || y > v.h + r) continue
      let path = out.get(ORDER[d.look])
      if (!path) out.set(ORDER[d.look], (path = new Path2D()))
      path.moveTo(x + r, y)
      path.arc(x, y, r, 0, 2 * Math.PI)
    }
  }
  return out
}

/**
 * Hatching by look, fixed to the ground whatever the canvas is scaled by.
 * @param {CanvasRenderingContext2D} c @param {{v: M.View, dpr: number, pens: import('./pens.js').Pens}} o
 */
function hatching(c, { v, dpr, pens }) {
  /** @type {Map<string, CanvasPattern|null>} */
  const made = new Map()
  return (/** @type {string} */ look) => {
    let pattern = made.get(look)
    if (pattern === undefined) made.set(look, (pattern = hatch(c, look, pens.pen('area', look, 'hatch'), dpr)))
    // A pattern is scaled with the path it fills; this undoes that.
    const k = c.getTransform()
    const x = (-Math.round(v.x0) % HATCH) * dpr, y = (-Math.round(v.y0) % HATCH) * dpr
    const side = Math.round(HATCH * dpr)
    pattern?.setTransform(k.inverse().translate(x, y).scale((HATCH * dpr) / side))
    return pattern
  }
}

/** @param {CanvasRenderingContext2D} on @param {string} look @param {T.Pen} pen @param {number} dpr */
function hatch(on, look, pen, dpr) {
  const el = document.createElement('canvas')
  const side = (el.width = el.height = Math.round(HATCH * dpr))
  const c = el.getContext('2d')
  if (!c) return null
  c.strokeStyle = pen.colour
  c.globalAlpha = pen.opacity
  c.lineWidth = pen.width * dpr
  c.beginPath()
  // With the corners of the neighbours' lines, else there are seams.
  for (const k of [-side, 0, side]) {
    c.moveTo(k - 1, look === 'denied' ? -1 : side + 1)
    c.lineTo(k + side + 1, look === 'denied' ? side + 1 : -1)
  }
  c.stroke()
  return on.createPattern(el, 'repeat')
}
