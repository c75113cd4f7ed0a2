// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import '../words.js'
import { decode } from '../../tiles/decode.js'
import { farFrom, hitsAt, inRings } from '../../tiles/hit.js'
import { ringsOf } from '../../tiles/marks.js'
import { entryOf, placeOf } from '../../tiles/entry.js'
import { trace } from '../../tiles/paint.js'
import { encode, pieceOf } from './fixture.js'

const mouse = { scale: 256, reach: 12, line: 8, size: 1, all: false }
const finger = { scale: 256, reach: 22, line: 22, size: 1, all: true }
/** Points of a tile: 16 units are a pixel. @param {any[]} features @param {any} [more] */
const piece = (features, more) => pieceOf(/** @type {T.Tile} */ (decode(encode('events', features), 'events', (y) => y)), more)
const at = (/** @type {number} */ id, /** @type {number} */ x, /** @type {number} */ y, status = 'claimed') => ({ id, type: 1, parts: [[[x * 16, y * 16]]], properties: { status } })
const ids = (/** @type {T.Hit[]} */ hits) => hits.map((h) => h.tile.ids[h.of])

test('a press takes the nearest mark in reach', () => {
  const p = piece([at(1, 100, 100), at(2, 110, 100), at(3, 200, 200)])
  assert.deepEqual(ids(hitsAt([p], [], 106, 100, mouse).firm), [2])
  assert.deepEqual(ids(hitsAt([p], [], 100, 113, mouse).firm), [])
  assert.deepEqual(ids(hitsAt([p], [], 100, 111, mouse).firm), [1])
})

test('a finger may mean any mark in reach, a mouse only what lies on one spot', () => {
  const p = piece([at(1, 100, 100), at(2, 110, 100), at(3, 100, 101)])
  assert.deepEqual(ids(hitsAt([p], [], 100, 100, mouse).firm), [1, 3])
  assert.deepEqual(ids(hitsAt([p], [], 100, 100, finger).firm), [1, 3, 2])
})

test('of a tile that stands in, only its part counts', () => {
  const p = piece([at(1, 100, 100), at(2, 100, 140)], { whole: false, y: 128, h: 128 })
  assert.deepEqual(ids(hitsAt([p], [], 100, 105, finger).firm), [])
  assert.deepEqual(ids(hitsAt([p], [], 100, 140, mouse).firm), [2])
})

test('a group is pressed anywhere on its ring, a mark on the ring goes first', () => {
  const group = { id: 5, type: 1, parts: [[[1600, 1600]]], properties: { cluster: true, point_count: 40 } }
  const p = piece([group, at(1, 118, 100)])
  const rings = ringsOf([p], 1)
  assert.equal(rings[0].r, 22)
  assert.equal(hitsAt([p], rings, 90, 110, mouse).firm[0].group?.group.n, 40)
  assert.deepEqual(ids(hitsAt([p], rings, 116, 100, mouse).firm), [1])
  assert.equal(hitsAt([p], rings, 100, 130, mouse).firm.length, 0)
  const { at: where, box } = placeOf(rings[0], { scale: 256, x0: 0, y0: 0, w: 256, h: 256 })
  assert.deepEqual(where, [100 / 256, 100 / 256])
  assert.deepEqual(box, [0.25, 0.25, 0.5, 0.5], 'the cell that the group is of')
})

test('lines by how near, areas by what is inside', () => {
  const px = (/** @type {number[][]} */ list) => list.map(([x, y]) => [x * 16, y * 16])
  const area = { id: 1, type: 3, parts: [px([[50, 50], [150, 50], [150, 150], [50, 150]]), px([[80, 80], [80, 120], [120, 120], [120, 80]])] }
  const line = { id: 2, type: 2, parts: [px([[0, 200], [256, 200]])] }
  const small = { id: 3, type: 3, parts: [px([[200, 50], [204, 50], [204, 54]])] }
  const p = piece([area, line, small])
  assert.deepEqual(ids(hitsAt([p], [], 60, 60, mouse).loose), [1])
  assert.deepEqual(ids(hitsAt([p], [], 100, 100, mouse).loose), [], 'a hole is not inside')
  assert.deepEqual(ids(hitsAt([p], [], 100, 207, mouse).firm), [2])
  assert.deepEqual(ids(hitsAt([p], [], 100, 209, mouse).firm), [])
  assert.deepEqual(ids(hitsAt([p], [], 210, 55, mouse).firm), [3], 'what is small is pressed like a mark')
})

test('a feature of two tiles is hit once', () => {
  const line = { id: 2, type: 2, parts: [[[0, 100], [4160, 100]]] }
  const found = hitsAt([piece([line]), piece([line], { ox: 256, x: 256 })], [], 256, 6, { ...mouse, line: 8 })
  assert.deepEqual(ids(found.firm), [2])
})

test('a vague place is hit within its radius', () => {
  const place = JSON.stringify({ precision: 'admin1', radius_m: 3e6 })
  const p = piece([{ id: 1, type: 1, parts: [[[2048, 2048]]], properties: { place } }])
  const radius = p.tile.discs[0].radius * 256
  assert.ok(radius > 18)
  assert.deepEqual(ids(hitsAt([p], [], 128 + radius - 1, 128, mouse).loose), [1])
  assert.deepEqual(ids(hitsAt([p], [], 128 + radius + 1, 128, mouse).loose), [])
})

test('a hit becomes an entry at its place', () => {
  const p = piece([{ id: 7, type: 1, parts: [[[1600, 1600]]], properties: { status: 'denied', title: '{"en":"Landing"}' } }])
  const [hit] = hitsAt([p], [], 101, 99, mouse).firm
  const e = entryOf(hit, { scale: 512, x0: 20, y0: 0, w: 256, h: 256 }, 'en')
  assert.deepEqual([e.key, e.title, e.look, e.name], ['events/7', 'Landing', 'denied', 'Claimed and denied, Landing'])
  assert.deepEqual(e.points, [[120 / 512, 100 / 512]])
  const bare = piece([{ type: 1, parts: [[[16, 16]]] }, { id: 1072, type: 1, parts: [[[160, 160]]] }])
  const name = (/** @type {number} */ x, key = 'id') => {
    Object.assign(bare.source.info, { key })
    const found = entryOf(hitsAt([bare], [], x, x, mouse).firm[0], { scale: 256, x0: 0, y0: 0, w: 256, h: 256 }, 'en')
    return [found.key, found.name]
  }
  assert.deepEqual(name(1), ['', 'events'], 'it has no key, so it has no card')
  assert.deepEqual(name(10), ['events/1072', 'events, 1072'])
  assert.deepEqual(name(10, 'ordinal'), ['events/~1072', 'events, number 1,072'])
})

test('distance and inside', () => {
  assert.equal(farFrom([Int32Array.of(0, 0, 10, 0)], 5, 3), 3)
  assert.equal(farFrom([Int32Array.of(0, 0, 10, 0)], 14, 3), 5)
  assert.equal(farFrom([Int32Array.of(1, 1, 1, 1)], 4, 5), 5)
  assert.equal(inRings([Int32Array.of(0, 0, 10, 0, 10, 10, 0, 0)], 8, 3), true)
  assert.equal(inRings([Int32Array.of(0, 0, 10, 0, 10, 10, 0, 0)], 3, 8), false)
})

test('where a tile cuts an area there is no edge', () => {
  const ring = Int32Array.of(-64, 100, 500, 100, 500, 600, -64, 600, -64, 100)
  /** @param {number} extent */
  const drawn = (extent) => {
    let d = ''
    trace({ moveTo: (x, y) => { d += `M${x},${y}` }, lineTo: (x, y) => { d += `L${x},${y}` } }, ring, extent)
    return d
  }
  assert.equal(drawn(0), 'M-64,100L500,100L500,600L-64,600L-64,100')
  assert.equal(drawn(4096), 'M-64,100L500,100L500,600L-64,600')
})
