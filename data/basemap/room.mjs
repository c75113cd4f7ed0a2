// Where there is room for names on a country's land: a grid of cells, each with its
// distance to what is not that land.
import { mercY, unMercY } from './plane.mjs'
import { within } from './world.mjs'

export const CELL = 8 // pixels of the zoom

// The middle of the roomiest cell for a name, as [lon, lat]; nothing where there is
// none. Polygons must not cross ±180. It lies in no box of `outside`.
export function roomiest(polygons, zoom, outside) {
  const grid = rasterize(polygons, zoom)
  leaveOut(grid, outside)
  const far = distances(grid)
  let best = -1
  far.forEach((d, i) => d > 0 && (best < 0 || d > far[best]) && (best = i))
  return best < 0 ? undefined : middleOf(grid, best % grid.wide, Math.floor(best / grid.wide))
}

// Each cell's room in pixels, on a grid for `spread`. No cell in a box of `outside`
// has any, nor one in `lakes` or where there is no `ground`, which may be finer than
// the polygons.
export function roomOf(polygons, zoom, outside, ground, lakes) {
  const grid = rasterize(polygons, zoom)
  const land = grid.cells.slice()
  leaveOut(grid, outside, ground, lakes)
  return { ...grid, land, room: distances(grid).map((d) => d * CELL) }
}

export const middleOf = ({ west, north, scale }, x, y) => [(x + 0.5 + west) / scale, unMercY(-(y + 0.5 + north) / scale)]
export const cellOf = ({ west, north, scale }, [lon, lat]) => [lon * scale - west - 0.5, -mercY(lat) * scale - north - 0.5]

// The cells of a zoom that polygons cover.
export const groundOf = (polygons, zoom) => rasterize(polygons, zoom)

// Cells whose middle lies in a polygon, with one more row and column all round.
function rasterize(polygons, zoom) {
  const scale = (2 ** zoom * 256) / 360 / CELL // cells to a degree
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity]
  const flat = polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lon * scale, -mercY(lat) * scale])))
  for (const [outer] of flat) {
    for (const [x, y] of outer) {
      west = Math.min(west, x)
      east = Math.max(east, x)
      north = Math.min(north, y)
      south = Math.max(south, y)
    }
  }
  west = Math.floor(west) - 1
  north = Math.floor(north) - 1
  const wide = Math.ceil(east) + 1 - west
  const high = Math.ceil(south) + 1 - north
  const cells = new Uint8Array(wide * high)
  for (const rings of flat) fill(rings, west, north, wide, cells)
  return { west, north, wide, high, cells, scale }
}

// Empties the cells in boxes and in lakes and those without ground.
function leaveOut({ west, north, wide, high, cells, scale }, boxes, ground, lakes) {
  for (let y = 0; y < high; y++) {
    const lat = unMercY(-(y + 0.5 + north) / scale)
    for (let x = 0; x < wide; x++) {
      if (!cells[y * wide + x]) continue
      const lon = (x + 0.5 + west) / scale
      const at = [x + west, y + north]
      const wet = (lakes && has(lakes, ...at)) || (ground && !has(ground, ...at))
      if (wet || boxes.some((box) => within(box)([lon, lat]))) cells[y * wide + x] = 0
    }
  }
}

function has({ west, north, wide, high, cells }, x, y) {
  const [column, row] = [x - west, y - north]
  return column >= 0 && row >= 0 && column < wide && row < high && cells[row * wide + column] === 1
}

function fill(rings, west, north, wide, cells) {
  const rows = new Map()
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      let [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]]
      if (y0 > y1) [x0, y0, x1, y1] = [x1, y1, x0, y0]
      for (let row = Math.ceil(y0 - north - 0.5); row + north + 0.5 < y1; row++) {
        const y = row + north + 0.5
        if (y < y0) continue
        if (!rows.has(row)) rows.set(row, [])
        rows.get(row).push(x0 + ((x1 - x0) * (y - y0)) / (y1 - y0) - west - 0.5)
      }
    }
  }
  for (const [row, xs] of rows) {
    xs.sort((a, b) => a - b)
    for (let k = 0; k + 1 < xs.length; k += 2) {
      for (let x = Math.max(0, Math.ceil(xs[k])); x < Math.min(wide, xs[k + 1]); x++) cells[row * wide + x] = 1
    }
  }
}

// The distance of each cell to the next one outside, where a step sideways counts
// half: names are wide. Felzenszwalb and Huttenlocher's, columns first, then rows.
function distances({ wide, high, cells }) {
  const big = 1e12
  const d = Float64Array.from(cells, (c) => (c ? big : 0))
  const column = new Float64Array(high)
  for (let x = 0; x < wide; x++) {
    for (let y = 0; y < high; y++) column[y] = d[y * wide + x]
    const out = envelope(column, 1)
    for (let y = 0; y < high; y++) d[y * wide + x] = out[y]
  }
  for (let y = 0; y < high; y++) {
    d.set(envelope(d.subarray(y * wide, (y + 1) * wide), 0.25), y * wide)
  }
  return d.map(Math.sqrt)
}

// min over q of f(q) + weight · (p − q)², for every p.
function envelope(f, weight) {
  const n = f.length
  const hull = new Int32Array(n)
  const from = new Float64Array(n + 1)
  const out = new Float64Array(n)
  let k = 0
  from[0] = -Infinity
  from[1] = Infinity
  for (let q = 1; q < n; q++) {
    const meet = () => (f[q] / weight + q * q - f[hull[k]] / weight - hull[k] * hull[k]) / (2 * (q - hull[k]))
    while (meet() <= from[k]) k--
    from[k + 1] = meet()
    hull[++k] = q
    from[k + 1] = Infinity
  }
  for (let q = 0, i = 0; q < n; q++) {
    while (from[i + 1] < q) i++
    out[q] = f[hull[i]] + weight * (q - hull[i]) ** 2
  }
  return out
}
