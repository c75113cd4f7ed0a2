// Where the names of a country stand so that every window on it shows one.
import { CELL, cellOf, middleOf } from './room.mjs'

// The window that names are spread for, in css pixels: the map of a page. A name is
// seen in it if its middle is so far from the edges.
const WINDOW = [848, 640]
const EDGE = [72, 28]
const STEP = 8 // cells from window to window
const EVERY = 2 // of how many cells one may hold a name
const ENOUGH = 64 // pixels of room; more is no better

// How names are added. `apart` is how far two names of one country are from one another
// in css pixels, `least` which share of a window a country has to fill to be named in it.
// Nearer names are only for windows that a country fills well and that lack one. Half
// a zoom further in all are further from one another, and some more are wanted.
const ROUNDS = [
  { further: 0, apart: 600, least: 0.05 },
  { further: 0, apart: 420, least: 0.15 },
  { further: 0.5, apart: 600, least: 0.05 },
  { further: 0.5, apart: 420, least: 0.15 },
]

// Further names beside those in `taken`, as [{ point, room, round, further }]: how many
// zooms further in than the grid's they are wanted. `grid` is of `roomOf`; a name has at
// least `room` pixels. Of a round that comes first which shows in most windows that lack
// a name, where it has room: the greedy way to a maximum cover.
export function spread(grid, taken, room) {
  const roomAt = ([x, y]) => grid.room[y * grid.wide + x]
  const places = []
  for (let y = 0; y < grid.high; y += EVERY) {
    for (let x = 0; x < grid.wide; x += EVERY) if (roomAt([x, y]) >= room) places.push([x, y])
  }
  const chosen = taken.map((p) => cellOf(grid, p))
  const out = []
  for (const [round, { further, apart, least }] of ROUNDS.entries()) {
    const scale = 2 ** -further
    const windows = windowsOf(grid, scale, least)
    for (const at of chosen) windows.see(at)
    const limit = (apart * scale) / CELL
    const gain = ([x, y]) => {
      if (chosen.some(([a, b]) => Math.hypot(a - x, b - y) < limit)) return 0
      return windows.lack([x, y]) * Math.min(roomAt([x, y]), ENOUGH)
    }
    const heap = new Heap()
    for (const [order, at] of places.entries()) {
      const c = { at, order, gain: gain(at) }
      if (c.gain > 0) heap.push(c)
    }
    for (let best; (best = heap.pop()); ) {
      const now = gain(best.at)
      if (now < best.gain) {
        if (now > 0) heap.push({ ...best, gain: now })
        continue
      }
      windows.see(best.at)
      chosen.push(best.at)
      out.push({ point: middleOf(grid, ...best.at), room: roomAt(best.at), round, further })
    }
  }
  return out
}

// The windows on a country in which none of its names is seen, by how much it fills of them.
function windowsOf({ wide, high, land }, scale, least) {
  const half = WINDOW.map((side) => Math.round((side * scale) / CELL / 2))
  const inner = half.map((side, k) => side - (EDGE[k] * scale) / CELL)
  // Sums over all cells above and to the left.
  const sums = new Int32Array((wide + 1) * (high + 1))
  for (let y = 0; y < high; y++) {
    for (let x = 0, row = 0; x < wide; x++) {
      row += land[y * wide + x]
      sums[(y + 1) * (wide + 1) + x + 1] = sums[y * (wide + 1) + x + 1] + row
    }
  }
  const at = (x, y) => sums[Math.max(0, Math.min(high, y)) * (wide + 1) + Math.max(0, Math.min(wide, x))]
  // Middles of windows are STEP cells apart, from one half beyond the grid on.
  const across = Math.ceil((wide + 2 * half[0]) / STEP) + 1
  const down = Math.ceil((high + 2 * half[1]) / STEP) + 1
  const lacks = new Float64Array(across * down)
  for (let j = 0; j < down; j++) {
    for (let i = 0; i < across; i++) {
      const [x0, y0] = [i * STEP - 2 * half[0], j * STEP - 2 * half[1]]
      const [x1, y1] = [x0 + 2 * half[0], y0 + 2 * half[1]]
      const share = (at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0)) / (4 * half[0] * half[1])
      if (share >= least) lacks[j * across + i] = share
    }
  }
  const each = ([x, y], visit) => {
    const [i0, i1] = [-1, 1].map((sign) => (x + half[0] + sign * inner[0]) / STEP)
    const [j0, j1] = [-1, 1].map((sign) => (y + half[1] + sign * inner[1]) / STEP)
    for (let j = Math.max(0, Math.ceil(j0)); j <= Math.min(down - 1, j1); j++) {
      for (let i = Math.max(0, Math.ceil(i0)); i <= Math.min(across - 1, i1); i++) visit(j * across + i)
    }
  }
  return {
    see: (place) => each(place, (i) => (lacks[i] = 0)),
    lack(place) {
      let sum = 0
      each(place, (i) => (sum += lacks[i]))
      return sum
    },
  }
}

// A binary heap: what gains most is popped first, of equals what stands first.
class Heap {
  list = []

  push(c) {
    const { list } = this
    let i = list.push(c) - 1
    for (; i > 0 && before(c, list[(i - 1) >> 1]); i = (i - 1) >> 1) list[i] = list[(i - 1) >> 1]
    list[i] = c
  }

  pop() {
    const { list } = this
    const top = list[0]
    const c = list.pop()
    if (!list.length) return top
    let i = 0
    for (let k; (k = 2 * i + 1) < list.length; i = k) {
      if (k + 1 < list.length && before(list[k + 1], list[k])) k++
      if (!before(list[k], c)) break
      list[i] = list[k]
    }
    list[i] = c
    return top
  }
}

const before = (a, b) => a.gain > b.gain || (a.gain === b.gain && a.order < b.order)
