// @ts-check
/** Keeps a scene in step with Leaflet: drawn larger than the view, moved and scaled with it. */
import { html } from './dom.js'
import { point, setTransform } from '../vendor/leaflet/index.js'
import { worldSize } from './mercator.js'

/** How much more than the view is drawn on each side. */
const ROOM = 0.3

/** @param {any} map a Leaflet map @param {() => void} redraw when what is drawn no longer covers the view */
export function createOverlay(map, redraw) {
  // The basemap's names lie between the two.
  const [low, high] = ['overlayPane', 'markerPane'].map((pane) => {
    const el = html('div', { class: 'overlay leaflet-zoom-animated' })
    map.getPanes()[pane].append(el)
    return el
  })
  /** @param {any} at @param {number} k */
  const put = (at, k) => {
    for (const el of [low, high]) setTransform(el, at, k)
    // Shapes are scaled with the map; telling each of them would take its style anew.
    high.style.setProperty('--unscale', String(1 / k))
  }
  let zoom = 0, x0 = 0, y0 = 0, w = 0, h = 0

  /** While zooming: scaled as a whole; marks and texts keep their size. @param {any} center @param {number} to */
  const scaleTo = (center, to) => {
    const k = 2 ** (to - zoom)
    // Leaflet's own renderer asks for the new origin in this way.
    const origin = map._getNewPixelOrigin(center, to)
    put(point(x0 * k, y0 * k).subtract(origin), k)
  }
  map.on({
    zoomanim: (/** @type {any} */ ev) => scaleTo(ev.center, ev.zoom),
    zoom: () => scaleTo(map.getCenter(), map.getZoom()),
    move: () => {
      if (map.getZoom() !== zoom) return
      const b = map.getPixelBounds()
      if (b.min.x < x0 || b.min.y < y0 || b.max.x > x0 + w || b.max.y > y0 + h) redraw()
    },
  })
  return {
    low,
    high,
    /** Where in the picture the view is now; nothing while it is zoomed. */
    offset() {
      const b = map.getPixelBounds()
      return map.getZoom() === zoom ? { x: b.min.x - x0, y: b.min.y - y0 } : null
    },
    /** Takes up the map's view: the view to draw, and the part of it that is seen. */
    place() {
      const size = map.getSize(), b = map.getPixelBounds()
      zoom = map.getZoom()
      const px = Math.round(size.x * ROOM), py = Math.round(size.y * ROOM)
      x0 = b.min.x - px
      y0 = b.min.y - py
      w = size.x + 2 * px
      h = size.y + 2 * py
      put(point(x0, y0).subtract(map.getPixelOrigin()), 1)
      return { view: { scale: worldSize(zoom), x0, y0, w, h }, port: { x: px, y: py, w: size.x, h: size.y }, zoom }
    },
  }
}
