// @ts-check
/** Entries as they come from the server → entries as the map draws them. */
import { project, metres, shiftTo } from './mercator.js'

const LOOKS = ['confirmed', 'corroborated', 'claimed', 'unconfirmed', 'denied', 'refuted', 'retracted']
const VAGUE = ['area', 'admin1', 'country', 'unknown']

/** Data are strangers' data: nothing needs more than this of a text. */
const cut = (/** @type {any} */ s, n = 300) => (typeof s === 'string' ? s.slice(0, n).replace(/\s+/g, ' ').trim() : '')

/** @param {any} status @param {any} kind @returns {M.Look} */
export const lookOf = (status, kind) => (LOOKS.includes(status) ? status : kind === 'statement' ? 'statement' : 'plain')

/** @param {any} precision */
export const isVague = (precision) => VAGUE.includes(precision)

/** What a feature was read as: a filter shows many of them again. */
const READ = Symbol('read')

/** @param {any} collection @returns {M.Entry[]} those that can be drawn */
export function readEntries(collection) {
  /** @type {M.Entry[]} */
  const out = []
  const features = (collection && collection.features) || []
  for (let i = 0; i < features.length; i++) {
    let e = features[i][READ]
    if (e === undefined) e = features[i][READ] = readEntry(features[i], i)
    if (!e) continue
    e.order = i
    out.push(e)
  }
  return out
}

/** @param {any} f @param {number} order @returns {M.Entry|null} */
function readEntry(f, order) {
  const p = f.properties || {}
  if (!f.geometry) return null
  const shape = readShape(f.geometry)
  const all = [...shape.points, ...shape.lines.flat(), ...shape.rings.flat()]
  if (!all.length) return null
  const box = boxOf(all)
  const t = p.t || []
  const from = Date.parse(t[0]), to = Date.parse(t[1])
  const look = lookOf(p.status, p.kind)
  const vague = isVague(p.precision) || (p.precision == null && p.radius_m > 0)
  const radius = shape.points.length && vague ? metres(Math.max(0, +p.radius_m || 0), shape.points[0][1]) : -1
  return {
    key: String(f.id), order, look, radius, box, ...shape,
    name: cut(p.name) || cut(p.title) || cut(p.place) || String(f.id).slice(0, 300),
    title: cut(p.title), place: cut(p.place, 60), label: cut(p.label, 120), said: cut(p.said, 120),
    corrected: !!p.corrected,
    date: Number.isFinite(from) ? from : Number.isFinite(to) ? to : Infinity,
    move: p.move || null, movement: p.kind === 'movement',
    anchor: shape.points[0] || [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
  }
}

/** @param {M.XY[]} pts */
export function boxOf(pts) {
  const b = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of pts) {
    if (x < b[0]) b[0] = x
    if (y < b[1]) b[1] = y
    if (x > b[2]) b[2] = x
    if (y > b[3]) b[3] = y
  }
  return b
}

/**
 * Parts on both sides of the date line are brought together, and a line that
 * jumps more than half the world goes the short way round.
 * @param {any} geometry
 */
function readShape(geometry) {
  /** @type {{points: M.XY[], lines: M.XY[][], rings: M.XY[][]}} */
  const shape = { points: [], lines: [], rings: [] }
  /** @type {number|null} */
  let home = null
  const near = (/** @type {M.XY[]} */ pts) => {
    const b = boxOf(pts), mid = (b[0] + b[2]) / 2
    if (home === null) home = mid
    const k = shiftTo(mid, home)
    return k ? pts.map((/** @type {M.XY} */ [x, y]) => /** @type {M.XY} */ ([x + k, y])) : pts
  }
  const path = (/** @type {any} */ coordinates) => {
    /** @type {M.XY[]} */
    const pts = []
    for (const c of coordinates || []) {
      if (!c || !Number.isFinite(c[0]) || !Number.isFinite(c[1])) continue
      const p = project(c[0], c[1])
      const last = pts[pts.length - 1]
      // From edge to edge of the world is meant as written.
      if (last && Math.abs(Math.abs(last[0] - p[0]) - 1) > 1e-9) p[0] += shiftTo(p[0], last[0])
      pts.push(p)
    }
    return pts
  }
  const add = (/** @type {any} */ g, depth = 0) => {
    if (!g || depth > 8) return
    const c = g.coordinates
    if (g.type === 'Point') c && shape.points.push(...near(path([c])))
    else if (g.type === 'MultiPoint') for (const q of c || []) shape.points.push(...near(path([q])))
    else if (g.type === 'LineString') line(c)
    else if (g.type === 'MultiLineString') for (const q of c || []) line(q)
    else if (g.type === 'Polygon') polygon(c)
    else if (g.type === 'MultiPolygon') for (const q of c || []) polygon(q)
    else if (g.type === 'GeometryCollection') for (const q of g.geometries || []) add(q, depth + 1)
  }
  const line = (/** @type {any} */ c) => {
    const pts = path(c)
    if (pts.length > 1) shape.lines.push(near(pts))
  }
  const polygon = (/** @type {any} */ rings) => {
    for (const r of rings || []) {
      const pts = path(r)
      if (pts.length > 2) shape.rings.push(near(pts))
    }
  }
  add(geometry)
  return shape
}
