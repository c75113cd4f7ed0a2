// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { readEntries } from '../../map/entries.js'
import { project, unproject, shiftTo, distanceKm } from '../../map/mercator.js'
import { at, collection, feature, troops } from './fixture.js'

test('entries without a place on the map are not drawn', () => {
  const keys = readEntries(troops).map((e) => e.key)
  assert.equal(keys.length, 12)
  assert.ok(!keys.includes('announced'))
})

test('a line over the date line goes the short way', () => {
  const [e] = readEntries(collection(feature('l', { type: 'LineString', coordinates: [[140, 35], [-122, 37]] })))
  assert.ok(e.box[2] - e.box[0] < 0.5)
})

test('an area cut at the date line is brought together', () => {
  const [e] = readEntries(collection(feature('fiji', { type: 'MultiPolygon', coordinates: [[[[177, -18], [180, -18], [180, -16], [177, -18]]], [[[-180, -18], [-178, -18], [-180, -16], [-180, -18]]]] })))
  assert.ok(e.box[2] - e.box[0] < 0.02)
})

test('the whole world stays whole', () => {
  const [e] = readEntries(collection(feature('world', { type: 'Polygon', coordinates: [[[-180, -80], [180, -80], [180, 80], [-180, 80], [-180, -80]]] })))
  assert.equal(e.box[2] - e.box[0], 1)
})

test('every geometry is read, and nonsense does no harm', () => {
  const inner = { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2, 3] }, { type: 'MultiLineString', coordinates: [[[0, 0], [1, 1]]] }] }
  const [e] = readEntries(collection(feature('g', inner)))
  assert.deepEqual([e.points.length, e.lines.length, e.rings.length], [1, 1, 0])
  for (const g of [{}, { type: 'Point' }, { type: 'Point', coordinates: [NaN, 1] }, { type: 'Polygon', coordinates: [] }, { type: 'Polygon', coordinates: [[[0, 0]]] }, { type: 'LineString', coordinates: [[0, 0]] }]) {
    assert.deepEqual(readEntries(collection(feature('x', g))), [])
  }
  assert.deepEqual(readEntries({}), [])
  assert.deepEqual(readEntries(null), [])
})

test('poles are kept on the square', () => {
  const [e] = readEntries(collection(at('pole', 0, 90)))
  assert.ok(Math.abs(e.anchor[1]) < 1e-9)
})

test('texts are texts, and no longer than needed', () => {
  const [e] = readEntries(collection(at('x', 0, 0, { title: '<script>alert(1)</script>', label: 'x'.repeat(1e6), name: 'y'.repeat(1e6), place: { toString: () => 'no' } })))
  assert.equal(e.title, '<script>alert(1)</script>')
  assert.ok(e.label.length < 200 && e.name.length <= 300)
  assert.equal(e.place, '')
})

test('a status that is not ours is an ordinary property', () => {
  const looks = [{ status: 'confirmed' }, { status: 'open' }, { status: null, kind: 'statement' }, { status: '__proto__' }].map((p) => readEntries(collection(at('x', 0, 0, p)))[0].look)
  assert.deepEqual(looks, ['confirmed', 'plain', 'statement', 'plain'])
})

test('only vague places get a radius', () => {
  const radius = (/** @type {any} */ p) => readEntries(collection(at('x', 0, 60, p)))[0].radius
  assert.equal(radius({ precision: 'settlement', radius_m: 5000 }), -1)
  assert.equal(radius({ precision: null }), -1)
  assert.equal(radius({ precision: 'unknown' }), 0)
  const there = radius({ precision: 'admin1', radius_m: 90000 })
  assert.ok(Math.abs(there - 90000 / (40075016.686 / 2)) < 1e-6, 'at 60° a parallel is half the equator')
})

test('there and back on the square', () => {
  for (const p of [[0, 0], [131.886, 43.115], [-179.9, -60], [190, 20]]) {
    const [lon, lat] = unproject(...project(p[0], p[1]))
    assert.ok(Math.abs(lon - p[0]) < 1e-9 && Math.abs(lat - p[1]) < 1e-9)
  }
  assert.equal(shiftTo(0.02, 0.98), 1)
  assert.ok(Math.abs(distanceKm(project(37.8, 48), project(131.886, 43.115)) - 6868) < 1)
})
