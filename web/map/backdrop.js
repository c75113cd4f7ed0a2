// @ts-check
/** Land, water, borders and names under the entries. */
import { project } from './mercator.js'
import { boxOf } from './entries.js'
import { meets, ringPixels, linePixels, toPixels } from './clip.js'

/** @param {string} url @param {string} lang @returns {Promise<M.Backdrop>} */
export async function loadBackdrop(url, lang) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`backdrop: ${answer.status}`)
  return readBackdrop(await answer.json(), lang)
}

/** @param {any} collection @param {string} lang @returns {M.Backdrop} */
export function readBackdrop(collection, lang) {
  /** @type {any} */
  const b = { land: [], lake: [], river: [], border: [], border_disputed: [], names: [] }
  for (const f of collection.features || []) {
    const p = f.properties || {}, g = f.geometry
    if (!g) continue
    if (g.type === 'Point') {
      const [x, y] = project(g.coordinates[0], g.coordinates[1])
      const name = typeof p.name === 'string' ? p.name : p.name?.[lang] || p.name?.en || ''
      const is = p.is === 'city' && p.capital ? 'capital' : p.is
      const zoom = p.is === 'country' ? (p.rank || 1) + 1 : p.minzoom || 0
      if (name) b.names.push({ is, lines: name.split('\n'), x, y, zoom })
    } else if (b[p.is]) {
      const deep = { Polygon: 0, MultiLineString: 0, MultiPolygon: 1, LineString: -1 }[/** @type {string} */ (g.type)]
      const lists = deep === 1 ? g.coordinates.flat() : deep === -1 ? [g.coordinates] : deep === 0 ? g.coordinates : []
      for (const list of lists) b[p.is].push(path(list))
    }
  }
  const rank = ['country', 'sea', 'capital', 'city']
  b.names.sort((/** @type {M.Name} */ m, /** @type {M.Name} */ n) => rank.indexOf(m.is) - rank.indexOf(n.is) || m.zoom - n.zoom)
  return b
}

/** @param {number[][]} coordinates @returns {M.Path} */
function path(coordinates) {
  const pts = new Float64Array(coordinates.length * 2)
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  coordinates.forEach((c, i) => {
    const [x, y] = project(c[0], c[1])
    pts[2 * i] = x
    pts[2 * i + 1] = y
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  })
  return { pts, box }
}

/**
 * @param {HTMLCanvasElement} canvas @param {M.Backdrop|null} b @param {M.View} v @param {number} zoom
 * @returns {M.Drawn}
 */
export function drawBackdrop(canvas, b, v, zoom) {
  const dpr = Math.min(2, window.devicePixelRatio || 1)
  canvas.width = Math.round(v.w * dpr)
  canvas.height = Math.round(v.h * dpr)
  canvas.style.width = v.w + 'px'
  canvas.style.height = v.h + 'px'
  /** @type {M.Drawn} */
  const drawn = { rings: [], borders: [] }
  const c = canvas.getContext('2d')
  if (!c || !b) return drawn
  const style = getComputedStyle(canvas)
  const colour = (/** @type {string} */ name) => style.getPropertyValue('--' + name).trim() || '#888'
  c.setTransform(dpr, 0, 0, dpr, 0, 0)
  c.fillStyle = colour('water')
  c.fillRect(0, 0, v.w, v.h)
  c.lineJoin = c.lineCap = 'round'

  const first = Math.floor(v.x0 / v.scale), last = Math.floor((v.x0 + v.w) / v.scale)
  const each = (/** @type {M.Path[]} */ paths, /** @type {(p: M.Path, k: number) => void} */ f) => {
    for (let k = first; k <= last; k++) for (const p of paths) if (meets(v, p.box, k, 4)) f(p, k)
  }
  const trace = (/** @type {M.XY[]} */ px, /** @type {boolean} */ close) => {
    for (let i = 0; i < px.length; i++) i ? c.lineTo(px[i][0], px[i][1]) : c.moveTo(px[i][0], px[i][1])
    if (close) c.closePath()
  }
  const fill = (/** @type {M.Path[]} */ paths, /** @type {string} */ name) => {
    c.beginPath()
    each(paths, (p, k) => {
      const px = ringPixels(v, p.pts, p.box, k)
      if (px.length < 3) return
      if (paths === b.land) drawn.rings.push({ px, box: boxOf(px) })
      trace(px, true)
    })
    c.fillStyle = colour(name)
    c.fill('evenodd')
  }
  const stroke = (/** @type {M.Path[]} */ paths, /** @type {string} */ name, /** @type {number} */ width) => {
    c.beginPath()
    each(paths, (p, k) => {
      for (const px of linePixels(v, p.pts, p.box, k)) {
        if (paths === b.border) drawn.borders.push({ px, box: boxOf(px) })
        trace(px, false)
      }
    })
    c.strokeStyle = colour(name)
    c.lineWidth = width
    c.stroke()
  }
  fill(b.land, 'land')
  coast(v, b.land, each, c, colour, zoom < 4 ? 0.5 : 0.8)
  fill(b.lake, 'water')
  stroke(b.lake, 'coast', zoom < 4 ? 0.5 : 0.8)
  if (zoom >= 4) stroke(b.river, 'river', 1.1)
  const line = zoom < 4 ? 0.8 : 1.1
  stroke(b.border, 'border', line)
  c.setLineDash([5, 3.5])
  c.lineCap = 'butt'
  stroke(b.border_disputed, 'border', line)
  c.setLineDash([])
  return drawn
}

/**
 * The coast; where land is only cut by the edge of the world, the seam is
 * painted over instead.
 * @param {M.View} v @param {M.Path[]} land @param {(p: M.Path[], f: (p: M.Path, k: number) => void) => void} each
 * @param {CanvasRenderingContext2D} c @param {(name: string) => string} colour @param {number} width
 */
function coast(v, land, each, c, colour, width) {
  const EDGE = 1e-6
  for (const seam of [false, true]) {
    c.beginPath()
    each(land, (p, k) => {
      const cut = p.box[0] < EDGE || p.box[2] > 1 - EDGE
      if (!cut) {
        if (seam) return
        for (const px of linePixels(v, p.pts, p.box, k)) px.forEach(([x, y], i) => (i ? c.lineTo(x, y) : c.moveTo(x, y)))
        return
      }
      const px = toPixels(v, p.pts, k, 0)
      for (let i = 1; i < px.length; i++) {
        const a = p.pts[2 * i - 2], b = p.pts[2 * i]
        const on = (a < EDGE && b < EDGE) || (a > 1 - EDGE && b > 1 - EDGE)
        if (on !== seam) continue
        c.moveTo(px[i - 1][0], px[i - 1][1])
        c.lineTo(px[i][0], px[i][1])
      }
    })
    c.strokeStyle = colour(seam ? 'land' : 'coast')
    c.lineWidth = seam ? 1.5 : width
    c.stroke()
  }
}

/** Whether a pixel is inside of outlines, such as land. @param {M.Outline[]} rings @param {number} x @param {number} y */
export function within(rings, x, y) {
  let inside = false
  for (const { px: ring, box } of rings) {
    if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) continue
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i], b = ring[j]
      if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  }
  return inside
}

/** Whether the way between two pixels crosses a border. @param {M.Drawn} d @param {M.XY} p @param {M.XY} q */
export function crossesBorder(d, p, q) {
  const side = (/** @type {M.XY} */ a, /** @type {M.XY} */ b, /** @type {M.XY} */ c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0
  for (const { px: line, box } of d.borders) {
    if (Math.max(p[0], q[0]) < box[0] || Math.min(p[0], q[0]) > box[2] || Math.max(p[1], q[1]) < box[1] || Math.min(p[1], q[1]) > box[3]) continue
    for (let i = 1; i < line.length; i++) {
      const a = line[i - 1], b = line[i]
      if (side(a, b, p) !== side(a, b, q) && side(p, q, a) !== side(p, q, b)) return true
    }
  }
  return false
}
