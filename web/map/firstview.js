// @ts-check
/** What the map shows first: all entries, or the group that matters and insets for the rest. */
import { worldSize } from './mercator.js'

/** A view of everything is good from this zoom, if places are this far apart in it. */
const GOOD_ZOOM = 4
const APART = 24
/** A first view never goes nearer than this. */
const NEAREST = 9
const MOST = 3

/**
 * Groups, the one that fills the map first.
 * @param {M.Entry[]} entries @param {number} w @param {number} h @returns {M.Group[]}
 */
export function findGroups(entries, w, h) {
  const all = toRow(entries)
  if (!all.length) return []
  const whole = fit(all, w, h)
  if (whole.zoom >= GOOD_ZOOM && keepsApart(all, whole.zoom)) return [group(all)]
  let groups = [group(all)]
  let zoom = whole.zoom
  while (groups.length < MOST) {
    const parts = split(groups[0].row)
    if (!parts) break
    const next = [...parts.map(group), ...groups.slice(1)].sort(weightier)
    const nearer = fit(next[0].row, w, h).zoom
    // A split that brings the main group no nearer explains nothing.
    if (nearer < zoom + 1) break
    groups = next
    zoom = nearer
    if (zoom >= GOOD_ZOOM) break
  }
  // What is drawn from tiles is drawn on the large map only.
  return groups.slice(1).some((g) => g.entries.some((e) => e.many)) ? [group(all)] : groups
}

/** @param {M.InRow[]} row @returns {M.Group} */
function group(row) {
  const entries = row.map((p) => p.e).sort((a, b) => a.order - b.order)
  const reports = entries.filter((e) => e.look !== 'statement')
  const lead = reports.find((e) => e.place && e.points.length) || entries.find((e) => e.place) || entries[0]
  return { entries, row, lead, box: boxOfRow(row) }
}

/** @param {M.InRow[]} row @param {boolean} [discs] with all of those that stand for vague points */
function boxOfRow(row, discs = false) {
  const b = [Infinity, Infinity, -Infinity, -Infinity]
  for (const p of row) {
    const r = discs ? Math.max(0, p.e.radius) : 0
    b[0] = Math.min(b[0], p.x0 - r)
    b[1] = Math.min(b[1], p.e.box[1] - r)
    b[2] = Math.max(b[2], p.x1 + r)
    b[3] = Math.max(b[3], p.e.box[3] + r)
  }
  return b
}

/** Most reports, then movements, then the latest date. @param {M.Group} a @param {M.Group} b */
function weightier(a, b) {
  const weigh = (/** @type {M.Group} */ g) => [
    g.entries.reduce((n, e) => n + (e.look !== 'statement' ? e.many ?? 1 : 0), 0),
    g.entries.filter((e) => e.movement).length,
    g.entries.reduce((m, e) => (Number.isFinite(e.date) ? Math.max(m, e.date) : m), -Infinity),
  ]
  const [p, q] = [weigh(a), weigh(b)]
  for (let i = 0; i < 3; i++) if (p[i] !== q[i]) return q[i] - p[i]
  return 0
}

/**
 * The circle of longitudes, cut at its widest gap and laid out from west to east.
 * @param {M.Entry[]} entries @returns {M.InRow[]}
 */
export function toRow(entries) {
  const row = entries.map((e) => {
    const x0 = e.box[0] - Math.floor(e.box[0])
    return { e, x0, x1: x0 + Math.min(1, e.box[2] - e.box[0]) }
  }).sort((a, b) => a.x0 - b.x0)
  if (!row.length) return row
  let end = row.reduce((m, p) => Math.max(m, p.x1), 0) - 1
  let cut = 0, widest = -Infinity
  row.forEach((p, i) => {
    if (p.x0 - end > widest) {
      widest = p.x0 - end
      cut = i
    }
    end = Math.max(end, p.x1)
  })
  return [...row.slice(cut), ...row.slice(0, cut).map((p) => ({ e: p.e, x0: p.x0 + 1, x1: p.x1 + 1 }))]
}

/** Two rows, parted at the widest gap. @param {M.InRow[]} row @returns {M.InRow[][]|null} */
export function split(row) {
  let end = -Infinity, at = 0, widest = 0
  row.forEach((p, i) => {
    if (i && p.x0 - end > widest) {
      widest = p.x0 - end
      at = i
    }
    end = Math.max(end, p.x1)
  })
  return at ? [row.slice(0, at), row.slice(at)] : null
}

/**
 * The view that holds a row: centred on its places and lines, far enough for
 * its areas as well. Discs may take half the margin.
 * @param {M.InRow[]} row @param {number} w @param {number} h
 * @param {{padX?: number, padY?: number, step?: number, nearest?: number}} [o]
 * @returns {M.Centre}
 */
export function fit(row, w, h, o = {}) {
  const places = row.filter((p) => !p.e.rings.length)
  const c = boxOfRow(places.length ? places : row), b = boxOfRow(row)
  const x = (c[0] + c[2]) / 2, y = (c[1] + c[3]) / 2
  const pad = [o.padX ?? Math.min(60, w * 0.08), o.padY ?? Math.min(40, h * 0.1)]
  const reach = (/** @type {number[]} */ box) => [Math.max(x - box[0], box[2] - x), Math.max(y - box[1], box[3] - y)]
  const most = (/** @type {number[]} */ need, /** @type {number} */ share) => Math.min(...need.map((n, i) => (n > 0 ? Math.max(16, [w, h][i] / 2 - share * pad[i]) / n : Infinity)))
  const size = Math.min(most(reach(b), 1), most(reach(boxOfRow(row, true)), 0.5))
  const step = o.step ?? 0.5
  const exact = Math.min(o.nearest ?? NEAREST, Math.log2(size / worldSize(0)))
  return { x, y, zoom: Math.max(0, step ? Math.floor(exact / step + 1e-9) * step : exact) }
}

/** @param {M.InRow[]} row @param {number} zoom */
function keepsApart(row, zoom) {
  const size = worldSize(zoom)
  /** @type {Map<string, {x: number, y: number, name: string}[]>} */
  const grid = new Map()
  for (const { e, x0 } of row) {
    if (!e.points.length || e.points.length > 1) continue
    const x = x0 * size, y = e.anchor[1] * size, name = e.place || `${e.anchor}`
    const cx = Math.floor(x / APART), cy = Math.floor(y / APART)
    for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) {
      for (const o of grid.get(`${cx + i}/${cy + j}`) || []) if (o.name !== name && Math.hypot(o.x - x, o.y - y) < APART) return false
    }
    const k = `${cx}/${cy}`
    grid.set(k, [...(grid.get(k) || []), { x, y, name }])
  }
  return true
}
