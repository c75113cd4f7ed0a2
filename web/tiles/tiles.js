// @ts-check
/** Layers drawn from vector tiles: one picture of all of them, in step with the map's own. */
import { html, svg } from '../map/dom.js'
import { project } from '../map/mercator.js'
import { ORDER } from '../map/ring.js'
import { point } from '../map/symbols.js'
import { pathData } from '../map/curve.js'
import { Store } from './store.js'
import { decode } from './decode.js'
import { boxOfBounds, cellsOf, standIns, tileZoom } from './grid.js'
import { busyOf, paintMarks, ringsOf } from './marks.js'
import { paintShapes, trace } from './paint.js'
import { markOf, readPens } from './pens.js'
import { createSprites } from './sprites.js'
import { hitsAt } from './hit.js'
import { keyOf, mayBe } from './key.js'

/** Zoom from which tiles are enlarged, if a layer does not say. */
export const DEEPEST = 14
/** While tiles arrive, the picture is made anew after so many milliseconds. */
const PACE = 90

/** A layer, and its tiles; old ones are seen until those of another filter are there. @typedef {T.Source & {box: number[], store: Store, old: Store|null}} Source */

/**
 * @param {{over: Element, texts: Element, settled(failed: boolean): void}} o where the pictures lie: shapes under
 *   what is over them, marks on the texts; settled is called once all that is in view is there, or cannot be
 */
export function createTiles({ over, texts, settled }) {
  const canvas = () => /** @type {HTMLCanvasElement} */ (html('canvas', { class: 'tiles', 'aria-hidden': 'true' }))
  const shapes = canvas(), marks = canvas()
  const top = svg('svg', { class: 'tiles', 'aria-hidden': 'true' })
  const host = /** @type {HTMLElement} */ (over.parentElement)
  over.before(shapes)
  texts.after(marks, top)

  /** @type {Source[]} */
  let sources = []
  /** @type {{v: M.View, port: M.Rect, zoom: number, size: number}|null} */
  let view = null
  /** @type {T.Piece[]} */
  let pieces = []
  /** @type {T.Ring[]} */
  let rings = []
  /** @type {M.Rect[]|null} */
  let busy = null
  /** @type {{key: string, how: string}[]} */
  let lit = []
  /** @type {{key: string, sprites: import('./sprites.js').Sprites, pens: import('./pens.js').Pens}|null} */
  let style = null
  let timer = 0, told = true

  const zoomOf = (/** @type {Source} */ s) => tileZoom(view?.zoom ?? 0, s.info.maxzoom ?? DEEPEST)

  function request() {
    if (!view) return
    for (const s of sources) s.store.want(s.info.matched ? cellsOf(view.v, view.port, zoomOf(s), s.box) : [])
    told = false
  }

  /** A tile came, or did not. */
  function arrived() {
    const done = sources.every((s) => s.store.settled)
    if (done) {
      clearTimeout(timer)
      timer = 0
      paint()
      tell()
    } else timer ||= window.setTimeout(() => {
      timer = 0
      paint()
    }, PACE)
  }

  function tell() {
    if (told || !sources.every((s) => s.store.settled)) return
    told = true
    settled(sources.some((s) => s.store.failed))
  }

  /** @param {Source} s @param {M.View} v @param {number} dpr @returns {T.Piece[]} */
  function piecesOf(s, v, dpr) {
    if (!s.info.matched) return []
    const snap = (/** @type {number} */ p) => Math.round(p * dpr) / dpr
    const all = { x: 0, y: 0, w: v.w, h: v.h }
    return cellsOf(v, all, zoomOf(s), s.box).flatMap((cell) => {
      const from = (/** @type {Store} */ store) => standIns(cell, (z, x, y) => store.get(z, x, y))
      const own = from(s.store)
      const parts = own.length || !s.old ? own : from(s.old)
      return parts.flatMap(({ cell: at, tile }) => {
        if (!tile) return []
        const side = v.scale / 2 ** at.z
        const of = at.z > cell.z ? at : cell, part = v.scale / 2 ** of.z
        const x = snap(of.x * part - v.x0), y = snap(of.y * part - v.y0)
        return [{ source: s, tile, k: side / tile.extent, ox: at.x * side - v.x0, oy: at.y * side - v.y0, whole: at.z >= cell.z,
          x, y, w: snap((of.x + 1) * part - v.x0) - x, h: snap((of.y + 1) * part - v.y0) - y }]
      })
    })
  }

  function paint() {
    if (!view) return
    const { v, size } = view
    const dpr = Math.min(2, window.devicePixelRatio || 1)
    for (const s of sources) {
      if (!s.old || !s.store.settled) continue
      s.old.close()
      s.old = null
    }
    pieces = sources.flatMap((s) => piecesOf(s, v, dpr))
    rings = ringsOf(pieces, size)
    busy = null
    const key = `${markOf(host)} ${size} ${dpr}`
    if (style?.key !== key) {
      const pens = readPens(host)
      style = { key, pens, sprites: createSprites(pens, size, dpr) }
    }
    const c = fresh(shapes, v, dpr), m = fresh(marks, v, dpr)
    if (c && pieces.some((p) => p.tile.shapes.length || p.tile.discs.length)) paintShapes(c, pieces, { v, dpr, pens: style.pens })
    if (m) paintMarks(m, pieces, rings, v, style.sprites, dpr)
    light()
  }

  /** Rings and outlines of what is chosen or pointed at. */
  function light() {
    if (!view) return
    top.setAttribute('width', String(view.v.w))
    top.setAttribute('height', String(view.v.h))
    top.replaceChildren(...lit.flatMap(({ key, how }) => outline(find(key), how)))
  }

  /** @param {{piece: T.Piece, of: number}[]} found @param {string} how */
  function outline(found, how) {
    const out = []
    for (const { piece: p, of } of found) {
      for (let i = 0; i < p.tile.x.length; i++) {
        if (p.tile.of[i] !== of) continue
        const at = `translate(${p.ox + p.tile.x[i] * p.k} ${p.oy + p.tile.y[i] * p.k}) scale(${view?.size ?? 1})`
        out.push(svg('g', { class: 'mark ' + how, transform: at }, svg('circle', { class: 'chosen', r: 12 }), point(ORDER[p.tile.look[i]], false)))
      }
      for (const s of p.tile.shapes) {
        if (s.of !== of) continue
        let d = ''
        const to = (/** @type {string} */ name) => (/** @type {number} */ x, /** @type {number} */ y) => { d += pathData([[p.ox + x * p.k, p.oy + y * p.k]]).replace('M', name) }
        for (const part of s.parts) trace({ moveTo: to('M'), lineTo: to('L') }, part, s.area ? p.tile.extent : 0)
        const names = s.area ? ['halo', 'casing', 'edge'] : ['halo', 'casing', 'stroke']
        out.push(svg('g', { class: `${s.area ? 'area' : 'line'} ${how} s-${ORDER[s.look]}` }, ...names.map((name) => svg('path', { class: name, d }))))
      }
    }
    return out
  }

  /** Where a feature is in the picture. @param {string} key @returns {{piece: T.Piece, of: number}[]} */
  function find(key) {
    /** @type {{piece: T.Piece, of: number}[]} */
    const out = []
    for (const piece of pieces) {
      const { info } = piece.source, { ids, named } = piece.tile
      if (!key.startsWith(info.layer + '/')) continue
      for (let of = 0; of < ids.length; of++) {
        if (mayBe(info, key, ids[of], named[of]) && keyOf(info, ids[of], named[of]) === key) out.push({ piece, of })
      }
    }
    return out
  }

  return {
    /** These layers, and no others. @param {T.Tiled[]} list */
    set(list) {
      const before = sources
      sources = list.map((info) => {
        const s = before.find((b) => b.info.layer === info.layer)
        const box = boxOfBounds(info.bounds, project)
        if (s && s.info.tiles === info.tiles) return Object.assign(s, { info, box })
        /** @type {Store} */
        const store = new Store(info.tiles, { changed: arrived, decode: (bytes, z, y) => decode(bytes, info.layer, (at) => (y + at) / 2 ** z) })
        let old = s?.store ?? null
        if (s?.old && old) {
          // Filters that follow each other fast: what is seen is still that of the first.
          const shown = old.settled ? old : s.old
          ;(shown === old ? s.old : old).close()
          old = shown
        }
        old?.want([])
        return { info, box, store, old }
      })
      for (const b of before) {
        if (sources.includes(b) || sources.some((s) => s.info.layer === b.info.layer)) continue
        b.store.close()
        b.old?.close()
      }
      request()
      paint()
      tell()
    },
    /** @param {{v: M.View, port: M.Rect, zoom: number, size: number}} next */
    draw(next) {
      view = next
      request()
      paint()
      tell()
    },
    /** The map is on the move. @param {M.Rect} port the part of the picture that is seen now */
    moved(port) {
      if (!view) return
      view = { ...view, port }
      request()
      tell()
    },
    /** @param {{key: string, how: string}[]} list */
    light(list) {
      if (JSON.stringify(list) === JSON.stringify(lit)) return
      lit = list
      light()
    },
    /** @param {number} x @param {number} y pixels of the picture @param {boolean} touch @returns {T.Hits} */
    hits(x, y, touch) {
      if (!view) return { firm: [], loose: [] }
      return hitsAt(pieces, rings, x, y, { scale: view.v.scale, reach: touch ? 22 : 12, line: touch ? 22 : 8, size: view.size, all: touch })
    },
    find,
    /** @returns {M.Rect[]} */
    busy: () => (view ? (busy ??= busyOf(pieces, rings, view.v, view.size)) : []),
    retry() {
      for (const s of sources) s.store.retry()
      told = false
    },
    destroy() {
      clearTimeout(timer)
      for (const s of sources) {
        s.store.close()
        s.old?.close()
      }
      sources = []
      for (const el of [shapes, marks, top]) el.remove()
    },
  }
}

/** A canvas of the picture's size with nothing on it. @param {HTMLCanvasElement} el @param {M.View} v @param {number} dpr */
function fresh(el, v, dpr) {
  const w = Math.round(v.w * dpr), h = Math.round(v.h * dpr)
  const c = el.getContext('2d')
  if (el.width !== w || el.height !== h) {
    el.width = w
    el.height = h
    el.style.width = v.w + 'px'
    el.style.height = v.h + 'px'
  } else if (c) {
    c.setTransform(1, 0, 0, 1, 0, 0)
    c.globalAlpha = 1
    c.clearRect(0, 0, w, h)
  }
  return c
}
