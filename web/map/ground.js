// @ts-check
/** The basemap: pictures of land and water under the entries, and of names above their areas and lines. */
import { html } from './dom.js'
import { worldSize } from './mercator.js'

/** Leaflet is a classic script. @type {any} */
const L = /** @type {any} */ (globalThis).L

const SIDE = 256
/** Until all tiles of the first view are there nothing is shown, but no longer than this (ms). */
const PATIENCE = 1500

/**
 * The tiles that show a zoom: those of `z`, drawn `side` pixels wide. Half zooms
 * have tiles of the next zoom down, whose lines and names are drawn for that.
 * @param {number} zoom
 */
export function stepOf(zoom) {
  const step = Math.max(0, Math.round(zoom * 2) / 2)
  const z = Math.floor(step)
  return { z, half: step > z, side: SIDE * 2 ** (zoom - z) }
}

/**
 * Pixels of a tile's picture to those of the page: never fewer than the screen has.
 * @param {boolean} half @param {number} [ratio]
 */
export function sharpness(half, ratio = globalThis.devicePixelRatio || 1) {
  const wanted = ratio * (half ? Math.SQRT2 : 1)
  return wanted <= 1 ? 1 : wanted <= 2 ? 2 : 3
}

const dark = () => matchMedia('(prefers-color-scheme: dark)').matches

/** The theme that is seen. */
export function themeNow() {
  return document.documentElement.dataset.theme || (dark() ? 'dark' : 'light')
}

/**
 * Address of a tile. Only our own tiles know of themes, names and half zooms.
 * @param {M.Ground} g @param {{z: number, x: number, y: number, half: boolean, labels: string}} t
 */
export function tileAddress(g, { z, x, y, half, labels }) {
  const sharp = sharpness(half)
  const path = g.url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)).replace('{r}', sharp > 1 ? `@${sharp}x` : '')
  if (!g.own) return path
  const q = new URLSearchParams({ theme: themeNow(), labels })
  if (half) q.set('half', '1')
  if (labels === 'only') {
    q.set('lang', g.lang)
    if (g.map) q.set('map', g.map)
  }
  return path + (path.includes('?') ? '&' : '?') + q
}

/**
 * @param {any} map a Leaflet map @param {M.Ground|null} ground
 * @param {(failed: boolean) => void} told whether tiles could not be had
 */
export function createGround(map, ground, told) {
  const kinds = !ground || !ground.url ? [] : ground.own ? ['none', 'only'] : ['none']
  /** Which of the layers lack tiles. @type {Set<string>} */
  const lacking = new Set()
  const layers = kinds.map((labels) => {
    const name = labels === 'only' ? 'names' : 'base'
    const pane = map.createPane(name)
    pane.classList.add('waiting')
    let complete = true
    // Our own modulo does what Leaflet's wrapping would, which wants whole zooms.
    const layer = new Tiles({ pane: name, noWrap: true, keepBuffer: 1, updateWhenZooming: false, ground, labels })
    const show = () => pane.classList.remove('waiting')
    layer.on({
      loading: () => {
        complete = true
      },
      tileerror: () => {
        complete = false
        lacking.add(labels)
        told(true)
      },
      load: () => {
        show()
        if (!complete || !lacking.delete(labels)) return
        told(lacking.size > 0)
      },
    })
    setTimeout(show, PATIENCE)
    layer.addTo(map)
    return layer
  })
  return {
    /** All anew: in another theme, or because some could not be had. */
    redraw() {
      for (const l of layers) l.redraw()
    },
  }
}

/** A grid whose zooms go in halves, each with tiles of its own. */
const Tiles = L?.GridLayer.extend({
  _setView(/** @type {any} */ centre, /** @type {number} */ zoom, /** @type {any} */ noPrune, /** @type {any} */ noUpdate) {
    this._step = Math.max(0, Math.round(zoom * 2) / 2)
    L.GridLayer.prototype._setView.call(this, centre, zoom, noPrune, noUpdate)
  },
  /** Leaflet rounds to whole zooms before it asks here. */
  _clampZoom() {
    return this._step
  },
  getTileSize() {
    const side = stepOf(this._tileZoom ?? 0).side
    return L.point(side, side)
  },
  /** On whole pixels, so that no line shows between two. @param {any} c */
  _getTilePos(c) {
    this._placed = c // Leaflet asks for the place first, then for the tile
    return c.scaleBy(this.getTileSize())._round().subtract(this._level.origin)
  },
  /** @param {any} c @param {(error: any, tile: Element) => void} done */
  createTile(c, done) {
    const { ground, labels } = this.options
    const { z, half } = stepOf(c.z)
    const img = /** @type {HTMLImageElement} */ (html('img', { alt: '', draggable: 'false' }))
    img.onload = () => done(null, img)
    img.onerror = (e) => done(e, img)
    img.src = tileAddress(ground, { z, x: wrap(c.x, z), y: c.y, half, labels })
    return img
  },
  /** @param {HTMLElement} img */
  _initTile(img) {
    L.GridLayer.prototype._initTile.call(this, img)
    const { x, y } = this._placed, { side } = stepOf(this._placed.z)
    img.style.width = Math.round((x + 1) * side) - Math.round(x * side) + 'px'
    img.style.height = Math.round((y + 1) * side) - Math.round(y * side) + 'px'
  },
  /** What was seen stays until what replaces it is there. */
  _pruneTiles() {
    if (!this._map || !this.isLoading() || Object.keys(this._tiles).length > 400) return L.GridLayer.prototype._pruneTiles.call(this)
  },
  _isValidTile(/** @type {any} */ c) {
    return c.y >= 0 && c.y < 2 ** stepOf(c.z).z
  },
})

/** Round the world. @param {number} x @param {number} z */
const wrap = (x, z) => ((x % 2 ** z) + 2 ** z) % 2 ** z

/**
 * The same without Leaflet, for a small picture that does not move.
 * @param {Element} host @param {M.View} v @param {number} zoom @param {M.Ground|null} ground
 */
export function groundPicture(host, v, zoom, ground) {
  if (!ground?.url) return host.replaceChildren()
  const { z, half } = stepOf(zoom)
  const n = 2 ** z, side = worldSize(zoom) / n
  const tiles = []
  for (let y = Math.max(0, Math.floor(v.y0 / side)); y < Math.min(n, (v.y0 + v.h) / side); y++) {
    for (let x = Math.floor(v.x0 / side); x * side < v.x0 + v.w; x++) {
      const src = tileAddress(ground, { z, x: wrap(x, z), y, half, labels: 'none' })
      const old = [...host.children].find((e) => e.getAttribute('src') === src)
      const img = /** @type {HTMLElement} */ (old || html('img', { alt: '', src }))
      const [x0, x1, y0, y1] = [x * side - v.x0, (x + 1) * side - v.x0, y * side - v.y0, (y + 1) * side - v.y0].map(Math.round)
      Object.assign(img.style, { left: x0 + 'px', top: y0 + 'px', width: x1 - x0 + 'px', height: y1 - y0 + 'px' })
      tiles.push(img)
    }
  }
  host.replaceChildren(...tiles)
}
