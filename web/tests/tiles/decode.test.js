// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { decode, groupOf } from '../../tiles/decode.js'
import { indexed, placeOf, textOf, titleOf } from '../../tiles/model.js'
import { ORDER } from '../../map/ring.js'
import { metres } from '../../map/mercator.js'
import { encode } from './fixture.js'

const read = (/** @type {any[]} */ features) => /** @type {T.Tile} */ (decode(encode('events', features), 'events', (y) => 0.5 + y / 2))

test('points that belong to the tile are its marks, copies from next door are not', () => {
  const at = (/** @type {number} */ id, /** @type {number} */ x, /** @type {number} */ y) => ({ id, type: 1, parts: [[[x, y]]], properties: { status: 'claimed', kind: 'event', title: 't' + id } })
  const tile = read([at(1, 0, 0), at(2, 4095, 4095), at(3, 4096, 10), at(4, -1, 10), at(5, 10, 4100)])
  assert.deepEqual([...tile.x], [0, 4095])
  assert.deepEqual([...tile.of].map((of) => tile.ids[of]), [1, 2])
  assert.equal(ORDER[tile.look[0]], 'claimed')
  assert.equal(tile.properties(1).title, 't2')
})

test('looks are those of the list', () => {
  const tile = read([{ status: 'denied' }, { kind: 'statement' }, { kind: 'event' }, { status: 'open' }].map((properties) => ({ type: 1, parts: [[[1, 1]]], properties })))
  assert.deepEqual([...tile.look].map((l) => ORDER[l]), ['denied', 'statement', 'plain', 'plain'])
})

test('groups keep their sum', () => {
  const tile = read([{ id: 9, type: 1, parts: [[[100, 200]]], properties: { cluster: true, point_count: 40, point_count_abbreviated: 40, status_claimed: 20, status_denied: 15, expansion_zoom: 7 } }])
  assert.equal(tile.x.length, 0)
  assert.deepEqual(tile.groups, [{ x: 100, y: 200, n: 40, counts: { claimed: 20, denied: 15, plain: 5 }, opens: 7 }])
  assert.deepEqual(groupOf({ point_count: 12, status_none: 12 }), { n: 12, counts: { plain: 12 }, opens: 0 })
  const wrong = groupOf({ point_count: 3, status_claimed: 9 })
  assert.equal(Object.values(wrong.counts).reduce((a, b) => a + b), 3)
})

test('a vague place is a disc, not a mark', () => {
  const place = JSON.stringify({ name: 'Region', precision: 'admin1', radius_m: 90000 })
  const tile = read([{ type: 1, parts: [[[5, 2048]]], properties: { place } }, { type: 1, parts: [[[6, 6]]], properties: { place: JSON.stringify({ name: 'Town', precision: 'settlement' }) } }, { type: 1, parts: [[[7, 7]]], properties: { place: '{broken' } }])
  assert.deepEqual([...tile.x], [6, 7])
  assert.equal(tile.discs.length, 1)
  assert.equal(tile.discs[0].radius, metres(90000, 0.75))
})

test('lines and areas keep their parts; several points are several marks', () => {
  const ring = [[0, 0], [10, 0], [10, 10], [0, 10]]
  const tile = read([{ id: 1, type: 3, parts: [ring, [[2, 2], [2, 4], [4, 4]]] }, { id: 2, type: 2, parts: [[[0, 0], [-64, 50]], [[5, 5], [6, 6], [7, 5]]] }, { id: 3, type: 1, parts: [[[1, 1]], [[2, 2]]] }])
  assert.deepEqual(tile.shapes.map((s) => [s.area, s.parts.length]), [[true, 2], [false, 2]])
  assert.deepEqual([...tile.shapes[0].parts[0]], [0, 0, 10, 0, 10, 10, 0, 10, 0, 0])
  assert.deepEqual(tile.shapes[1].box, [-64, 0, 7, 50])
  assert.deepEqual([...tile.of], [2, 2])
})

test('other layers, and broken bytes', () => {
  assert.equal(decode(encode('other', [{ type: 1, parts: [[[1, 1]]] }]), 'events', (y) => y), null)
  assert.throws(() => decode(new Uint8Array([0x1a, 0x05, 0x12, 0x03, 0xff, 0xff, 0xff, 0xff]).buffer, 'events', (y) => y))
})

test('texts are taken in the reader’s language', () => {
  assert.equal(textOf('{"en":"Port","uk":"Порт"}', 'uk'), 'Порт')
  assert.equal(textOf('{"en":"Port","uk":"Порт"}', 'fr-CA'), 'Port')
  assert.equal(textOf('plain', 'en'), 'plain')
  assert.equal(textOf('{not json', 'en'), '{not json')
  assert.equal(textOf(12, 'en'), '')
  assert.deepEqual([{ title: '{"en":"T"}', name: 'N' }, { mag: 4, Name: 'N', title: '' }, { name: 12 }, { mag: 4 }].map((p) => titleOf(p, 'en')), ['T', 'N', '12', ''])
  assert.deepEqual(placeOf('Kyiv'), { name: 'Kyiv' })
})

test('a feature of a layer reads like one of the index', () => {
  const f = { geometry: { type: 'Point', coordinates: [1, 2] }, properties: { kind: 'movement', status: 'denied', title: { en: 'Sealift' }, place: { name: 'Port', precision: 'country', radius_m: 5 }, corrections: [{}], move: { path: 'schematic', from: { name: 'A', precision: 'country' }, bend: 0.2 } } }
  const { id, properties: p } = indexed('movements/x', f, 'en')
  assert.deepEqual([id, p.status, p.title, p.place, p.precision, p.radius_m, p.corrected], ['movements/x', 'denied', 'Sealift', 'Port', 'country', 5, true])
  assert.deepEqual(p.move, { path: 'schematic', from: 'A', to: '', from_precision: 'country', to_precision: undefined, bend: 0.2 })
  assert.equal(indexed('x/y', null, 'en').geometry, null)
})
