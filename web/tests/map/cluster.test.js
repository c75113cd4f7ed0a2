// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { cluster, ringRadius, NEAR } from '../../map/cluster.js'
import { marksAt, pullOut } from '../../map/group.js'
import { readEntries } from '../../map/entries.js'
import { at, collection, feature, numbers, troops } from './fixture.js'

const spots = (/** @type {[number, number][]} */ ...list) => list.map(([x, y], i) => ({ x, y, i }))

test('marks under 12 pixels apart are one, others are not', () => {
  assert.equal(cluster(spots([0, 0], [11, 0])).length, 1)
  assert.equal(cluster(spots([0, 0], [12, 0])).length, 2)
  assert.equal(cluster(spots([49, 49], [51, 51])).length, 1, 'across cells of the grid')
})

test('a ring takes in what it would cover', () => {
  const [g, ...rest] = cluster(spots([0, 0], [10, 0], [24, 0]))
  assert.deepEqual(g.of, [0, 1, 2])
  assert.equal(rest.length, 0)
})

test('rings grow with their number', () => {
  assert.deepEqual([9, 10, 99, 100].map(ringRadius), [19, 22, 22, 25])
})

test('across the edge of the world', () => {
  assert.equal(cluster(spots([1, 50], [1022, 50]), 1024).length, 1)
  assert.equal(cluster(spots([1, 50], [1022, 50])).length, 2)
})

test('of 5,000 none is lost, none is twice, and none lies on another', () => {
  const next = numbers(3)
  const groups = cluster(Array.from({ length: 5000 }, (_, i) => ({ x: next() * 2000, y: next() * 1500, i })), 2000)
  const all = groups.flatMap((g) => g.of).sort((a, b) => a - b)
  assert.deepEqual(all, Array.from({ length: 5000 }, (_, i) => i))
  for (let i = 0; i < groups.length; i++) {
    for (let j = 0; j < i; j++) {
      const d = Math.hypot(groups[i].x - groups[j].x, groups[i].y - groups[j].y)
      assert.ok(d >= NEAR, `${d}`)
    }
  }
})

test('the same input gives the same groups', () => {
  const make = () => {
    const next = numbers(5)
    return cluster(Array.from({ length: 500 }, (_, i) => ({ x: next() * 400, y: next() * 400, i })))
  }
  assert.deepEqual(make(), make())
})

test('on the default map only statements at one place are one mark', () => {
  const marks = marksAt(readEntries(troops), 5.5)
  const several = marks.filter((m) => m.entries.length > 1)
  assert.deepEqual(several.map((m) => [m.entries[0].place, m.entries.length, m.same]).sort(), [['Brussels', 2, true], ['Seoul', 2, true]])
  assert.ok(!marks.some((m) => m.entries[0].place === 'North Korea'), 'an area is no mark')
})

test('a vague place is a mark only while it is small', () => {
  const entries = readEntries(collection(at('region', 37.8, 48, { precision: 'admin1', radius_m: 90000 })))
  assert.equal(marksAt(entries, 3).length, 1)
  assert.equal(marksAt(entries, 6).length, 0)
  const unknown = readEntries(collection(at('somewhere', 37.8, 48, { precision: 'country' })))
  assert.equal(unknown[0].radius, 0, 'never a pin, even without a radius')
})

test('the chosen entry leaves its group, unless they share the spot', () => {
  const entries = readEntries(collection(at('a', 0, 0), at('b', 0.001, 0), at('c', 40, 0), at('d', 40, 0)))
  const marks = marksAt(entries, 5)
  assert.deepEqual(marks.map((m) => m.entries.length), [2, 2])
  assert.deepEqual(pullOut(marks, 'b').map((m) => m.entries.map((e) => e.key).join()), ['a', 'b', 'c,d'])
  assert.deepEqual(pullOut(marks, 'd').length, 2)
})

test('a multipoint is several marks, but counts once in a group', () => {
  const entries = readEntries(collection(feature('m', { type: 'MultiPoint', coordinates: [[0, 0], [0.0001, 0], [50, 0]] })))
  assert.deepEqual(marksAt(entries, 4).map((m) => m.entries.length), [1, 1])
})
