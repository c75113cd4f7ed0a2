// @ts-check
/** The basemap on the map: pictures of land and water under the entries, and of names above their areas and lines. */
import { html } from './dom.js'
import { stepOf, tileAddress, wrap } from './ground.js'
import { GridLayer, point } from '../vendor/leaflet/index.js'

/** Until all tiles of the first view are there nothing is shown, but no longer than this (ms). */
const PATIENCE = 1500

/**
 * @param {any} map a Leaflet map @param {M.Ground|null} ground
 * @param {(failed: boolean) => void} told whether tiles could not be had
 */
export function createGround(map, ground, told) {
  const kinds = !ground || !ground.url ? [] : ground.version ? ['none', 'only'] : ['none']
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
const Tiles = GridLayer.extend({
  _setView(/** @type {any} */ centre, /** @type {number} */ zoom, /** @type {any} */ noPrune, /** @type {any} */ noUpdate) {
    this._step = Math.max(0, Math.round(zoom * 2) / 2)
    GridLayer.prototype._setView.call(this, centre, zoom, noPrune, noUpdate)
  },
  /** Leaflet rounds to whole zooms before it asks here. */
  _clampZoom() {
    return this._step
  },
  getTileSize() {
    const side = stepOf(this._tileZoom ?? 0).side
    return point(side, side)
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
    GridLayer.prototype._initTile.call(this, img)
    const { x, y } = this._placed, { side } = stepOf(this._placed.z)
    img.style.width = Math.round((x + 1) * side) - Math.round(x * side) + 'px'
    img.style.height = Math.round((y + 1) * side) - Math.round(y * side) + 'px'
  },
  /** What was seen stays until what replaces it is there. */
  _pruneTiles() {
    if (!this._map || !this.isLoading() || Object.keys(this._tiles).length > 400) return GridLayer.prototype._pruneTiles.call(this)
  },
  _isValidTile(/** @type {any} */ c) {
    return c.y >= 0 && c.y < 2 ** stepOf(c.z).z
  },
})
