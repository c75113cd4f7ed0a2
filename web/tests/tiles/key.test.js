// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { keyOf, mayBe, stableId } from '../../tiles/key.js'

const byId = { layer: 'events', key: 'id' }, byPlace = { layer: 'quakes', key: 'ordinal' }

test('ids hash to 53 bits as the server hashes them', () => {
  assert.equal(stableId(''), Number((0xcbf29ce484222325n >> 53n) ^ (0xcbf29ce484222325n & ((1n << 53n) - 1n))), 'nothing but the offset')
  assert.equal(stableId('a'), Number((0xaf63dc4c8601ec8cn >> 53n) ^ (0xaf63dc4c8601ec8cn & ((1n << 53n) - 1n))), 'a published value of FNV-1a')
  assert.ok(Number.isSafeInteger(stableId('серпень 2024')))
  assert.notEqual(stableId('é'), stableId('e'))
})

test('a feature without an id of its own is called by its place in the file', () => {
  assert.equal(keyOf(byPlace, 12, undefined), 'quakes/~12')
  assert.equal(keyOf(byPlace, 12, 'us7000'), 'quakes/~12', 'whatever its properties say')
  assert.equal(keyOf(byPlace, undefined, 'us7000'), null)
})

test('ids are whole numbers, or texts that stand as a property', () => {
  assert.equal(keyOf(byId, 7, undefined), 'events/7')
  assert.equal(keyOf(byId, stableId('landing'), 'landing'), 'events/landing')
  assert.equal(keyOf(byId, undefined, 'landing'), 'events/landing')
  assert.equal(keyOf(byId, stableId('1.5'), 1.5), 'events/1.5')
  assert.equal(keyOf(byId, 7, 'landing'), 'events/7', 'a property that is only named like an id')
  assert.equal(keyOf(byId, undefined, undefined), null)
  assert.equal(keyOf(byId, undefined, { not: 'an id' }), null)
})

test('what a key could mean includes what it means', () => {
  const all = /** @type {[any, number|undefined, any][]} */ ([[byPlace, 12, 'x'], [byId, 7, undefined], [byId, stableId('a/b'), 'a/b'], [byId, 7, 'landing'], [byId, 0, undefined]])
  for (const [info, id, named] of all) assert.ok(mayBe(info, /** @type {string} */ (keyOf(info, id, named)), id, named))
  assert.ok(!mayBe(byId, 'events/8', 7, 'landing'))
  assert.ok(!mayBe(byPlace, 'quakes/12', 12, undefined))
})
