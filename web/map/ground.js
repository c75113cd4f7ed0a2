// @ts-check
/** The basemap's tiles: which ones show a zoom, and where they are. */
import { html } from './dom.js'
import { worldSize } from './mercator.js'

const SIDE = 256

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
  if (!g.version) return path
  const q = new URLSearchParams({ theme: themeNow(), labels })
  if (half) q.set('half', '1')
  if (labels === 'only') {
    q.set('lang', g.lang)
    if (g.map) q.set('map', g.map)
  }
  q.set('v', labels === 'only' ? g.names : g.version)
  return path + (path.includes('?') ? '&' : '?') + q
}

/** Round the world. @param {number} x @param {number} z */
export const wrap = (x, z) => ((x % 2 ** z) + 2 ** z) % 2 ** z

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
      img.onerror = () => img.remove()
      const [x0, x1, y0, y1] = [x * side - v.x0, (x + 1) * side - v.x0, y * side - v.y0, (y + 1) * side - v.y0].map(Math.round)
      Object.assign(img.style, { left: x0 + 'px', top: y0 + 'px', width: x1 - x0 + 'px', height: y1 - y0 + 'px' })
      tiles.push(img)
    }
  }
  host.replaceChildren(...tiles)
}
