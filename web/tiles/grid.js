// @ts-check
/** Which tiles a view needs, and what stands in for those that are not there yet. */

/** So far marks reach beyond their tile, in pixels. */
const OVERHANG = 32
const MOST = 300
/** So many zooms up a tile may be enlarged, and so many down several may be put together. */
const UP = 8
const DOWN = 2

/** Half zooms take the tiles of the zoom below, enlarged. @param {number} zoom @param {number} most */
export const tileZoom = (zoom, most) => Math.max(0, Math.min(most, Math.floor(zoom + 1e-6)))

/** @param {number} x @param {number} z */
export const wrapped = (x, z) => ((x % 2 ** z) + 2 ** z) % 2 ** z

/**
 * The cells of a part of a view, from its middle outwards.
 * @param {M.View} v @param {M.Rect} port @param {number} z @param {number[]} box of the layer, in units of the world
 * @returns {T.Cell[]}
 */
export function cellsOf(v, port, z, box) {
  const n = 2 ** z, size = v.scale / n
  const left = (v.x0 + port.x - OVERHANG) / size, right = (v.x0 + port.x + port.w + OVERHANG) / size
  const top = (v.y0 + port.y - OVERHANG) / size, bottom = (v.y0 + port.y + port.h + OVERHANG) / size
  /** @type {(T.Cell & {far: number})[]} */
  const out = []
  const cx = (left + right) / 2 - 0.5, cy = (top + bottom) / 2 - 0.5
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(n, bottom); y++) {
    for (let x = Math.floor(left); x < right; x++) {
      if (holds(box, x / n, y / n, 1 / n)) out.push({ z, x, y, far: Math.hypot(x - cx, y - cy) })
    }
  }
  return out.sort((a, b) => a.far - b.far).slice(0, MOST).map(({ z, x, y }) => ({ z, x, y }))
}

/** Whether a square of the world, in whichever copy of it, meets a box. @param {number[]} box @param {number} x @param {number} y @param {number} side */
function holds(box, x, y, side) {
  if (y > box[3] || y + side < box[1]) return false
  const turn = Math.floor(x)
  for (const k of [turn - 1, turn, turn + 1]) if (x - k <= box[2] && x - k + side >= box[0]) return true
  return false
}

/**
 * A box of degrees in units of the world; one over the date line ends beyond 1.
 * @param {number[]} bounds @param {(lon: number, lat: number) => number[]} project
 */
export function boxOfBounds([west, south, east, north], project) {
  const [x0, y0] = project(west, north), [x1, y1] = project(east, south)
  const turn = Math.floor(x0)
  return [x0 - turn, y0, x1 - turn + (x1 < x0 ? 1 : 0), y1]
}

/**
 * What is there for a cell: its tile, else a piece of a larger one, else smaller ones.
 * @template R
 * @param {T.Cell} cell @param {(z: number, x: number, y: number) => R|undefined} get
 * @returns {{cell: T.Cell, tile: R}[]}
 */
export function standIns(cell, get) {
  for (let up = 0; up <= Math.min(UP, cell.z); up++) {
    const z = cell.z - up, x = Math.floor(cell.x / 2 ** up), y = cell.y >> up
    const tile = get(z, wrapped(x, z), y)
    if (tile !== undefined) return [{ cell: { z, x, y }, tile }]
    // Just zoomed out: what was seen before says more than what lies under it.
    if (up === 0) {
      const parts = below(cell, get, DOWN)
      if (parts.length) return parts
    }
  }
  return []
}

/**
 * @template R
 * @param {T.Cell} cell @param {(z: number, x: number, y: number) => R|undefined} get @param {number} deep
 * @returns {{cell: T.Cell, tile: R}[]}
 */
function below(cell, get, deep) {
  const z = cell.z + 1
  return [0, 1, 2, 3].flatMap((i) => {
    const part = { z, x: cell.x * 2 + (i & 1), y: cell.y * 2 + (i >> 1) }
    const tile = get(z, wrapped(part.x, z), part.y)
    return tile !== undefined ? [{ cell: part, tile }] : deep > 1 ? below(part, get, deep - 1) : []
  })
}
