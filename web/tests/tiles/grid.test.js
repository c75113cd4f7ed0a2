// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { boxOfBounds, cellsOf, standIns, tileZoom, wrapped } from '../../tiles/grid.js'
import { project } from '../../map/mercator.js'
import { findGroups, fit } from '../../map/firstview.js'
import { readEntries } from '../../map/entries.js'
import { at, collection } from '../map/fixture.js'

const WORLD = [0, 0, 1, 1]
const names = (/** @type {T.Cell[]} */ cells) => cells.map((c) => `${c.z}/${c.x}/${c.y}`).sort()

test('half zooms enlarge the tiles below, deep zooms the deepest', () => {
  assert.deepEqual([1, 1.5, 1.999, 2, 14, 16, 0].map((z) => tileZoom(z, 14)), [1, 1, 1, 2, 14, 14, 0])
  assert.equal(tileZoom(3 - 1e-9, 14), 3, 'zooms are not exact')
})

test('a view wants the tiles it shows, the middle first', () => {
  const size = 256 * 4
  const v = { scale: size, x0: 200, y0: 300, w: 400, h: 200 }
  const cells = cellsOf(v, { x: 0, y: 0, w: 400, h: 200 }, 2, WORLD)
  assert.deepEqual(names(cells), ['2/0/1', '2/0/2', '2/1/1', '2/1/2', '2/2/1', '2/2/2'])
  assert.equal(`${cells[0].x}/${cells[0].y}`, '1/1')
})

test('the world goes round, but ends at the poles', () => {
  const v = { scale: 512, x0: -400, y0: -300, w: 300, h: 400 }
  const cells = cellsOf(v, { x: 0, y: 0, w: 300, h: 400 }, 1, WORLD)
  assert.deepEqual(names(cells), ['1/-1/0', '1/-2/0'])
  assert.deepEqual(cells.map((c) => wrapped(c.x, 1)).sort(), [0, 1])
})

test('where a layer has nothing, nothing is asked for', () => {
  const v = { scale: 1024, x0: 0, y0: 0, w: 1024, h: 1024 }, all = { x: 0, y: 0, w: 1024, h: 1024 }
  assert.deepEqual(names(cellsOf(v, all, 2, [0.3, 0.3, 0.4, 0.4])).filter((n) => !n.includes('-') && !n.includes('/4/')), ['2/1/1'])
  const pacific = boxOfBounds([170, -20, -170, 10], project)
  assert.ok(pacific[0] < 1 && pacific[2] > 1)
  assert.deepEqual([...new Set(cellsOf(v, all, 2, pacific).map((c) => wrapped(c.x, 2)))].sort(), [0, 3])
})

test('what is there stands in for what is not', () => {
  const there = new Map([['1/0/0', 'parent'], ['3/2/2', 'a'], ['3/3/3', 'b'], ['2/3/3', 'own']])
  const get = (/** @type {number} */ z, /** @type {number} */ x, /** @type {number} */ y) => there.get(`${z}/${x}/${y}`)
  assert.deepEqual(standIns({ z: 2, x: 3, y: 3 }, get).map((p) => p.tile), ['own'])
  assert.deepEqual(standIns({ z: 2, x: 1, y: 1 }, get).map((p) => p.tile), ['a', 'b'], 'smaller ones, after zooming out')
  assert.deepEqual(standIns({ z: 2, x: 0, y: 1 }, get), [{ cell: { z: 1, x: 0, y: 0 }, tile: 'parent' }])
  assert.deepEqual(standIns({ z: 2, x: -4, y: 1 }, get), [{ cell: { z: 1, x: -2, y: 0 }, tile: 'parent' }], 'in another copy of the world')
  assert.deepEqual(standIns({ z: 2, x: 3, y: 0 }, get), [])
  assert.deepEqual(standIns({ z: 0, x: 0, y: 0 }, (z) => (z === 0 ? null : undefined)), [{ cell: { z: 0, x: 0, y: 0 }, tile: null }], 'an empty tile is there')
})

/** What tiled.js puts in for a layer. @param {number[]} bounds @param {number} many @returns {M.Entry} */
function stand(bounds, many) {
  const box = boxOfBounds(bounds, project)
  const [e] = readEntries(collection(at('stand', 0, 0)))
  return { ...e, points: [], rings: [[[box[0], box[1]], [box[2], box[3]]]], box, anchor: [box[0], box[1]], many }
}

test('a map with nothing but tiles fits their bounds', () => {
  const e = stand([20, 40, 30, 50], 50_000)
  const [g, ...rest] = findGroups([e], 848, 592)
  assert.equal(rest.length, 0)
  const c = fit(g.row, 848, 592)
  assert.ok(c.zoom >= 5 && Math.abs(c.x - (25 / 360 + 0.5)) < 1e-9)
})

test('what is drawn from tiles never goes into an inset', () => {
  const far = readEntries(collection(at('Seoul', 126.9, 37.5), at('Busan', 129, 35.1), at('Daegu', 128.6, 35.9)))
  const groups = findGroups([...far, stand([2, 48, 3, 49], 4000)], 848, 592)
  assert.ok(groups[0].entries.some((e) => e.many), 'it has most entries, so it fills the map')
  assert.equal(groups.length, 2)
  const two = findGroups([stand([126, 35, 130, 38], 9000), stand([2, 48, 3, 49], 4000)], 848, 592)
  assert.equal(two.length, 1, 'of two, neither gets an inset')
})
