// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { sharpness, stepOf } from '../../map/ground.js'

test('each half zoom has tiles of its own', () => {
  const steps = [0, 4, 4.5, 5.2, 5.3, 11.5].map(stepOf)
  assert.deepEqual(steps.map((s) => [s.z, s.half]), [[0, false], [4, false], [4, true], [5, false], [5, true], [11, true]])
  assert.equal(steps[1].side, 256)
  assert.equal(steps[2].side, 256 * Math.SQRT2)
})

test('four tiles of the next zoom take the place of one', () => {
  for (const zoom of [2.5, 4, 4.9, 7.7]) assert.ok(Math.abs(stepOf(zoom).side * 2 ** stepOf(zoom).z - 256 * 2 ** zoom) < 1e-6)
})

test('a picture has at least the pixels of the screen', () => {
  for (const half of [false, true]) {
    for (const ratio of [1, 1.25, 1.5, 2]) assert.ok(sharpness(half, ratio) >= ratio * (half ? Math.SQRT2 : 1) - 1e-9, `${half} ${ratio}`)
  }
  assert.equal(sharpness(false, 1), 1)
  assert.equal(sharpness(true, 1), 2)
  assert.equal(sharpness(true, 4), 3)
})
