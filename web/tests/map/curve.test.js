// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { control, flatten, lengthOf, along, shorten, ticks, head } from '../../map/curve.js'
import { linePixels, ringPixels } from '../../map/clip.js'
import { boxOf } from '../../map/entries.js'

/** @type {(n: number, m: number) => void} */
const near = (n, m) => assert.ok(Math.abs(n - m) < 1e-6, `${n} is not ${m}`)

test('the curve leans to the right of travel', () => {
  assert.deepEqual(control([0, 0], [100, 0], 0.3), [50, 30]) // east: south
  assert.deepEqual(control([0, 100], [0, 0], 0.3), [30, 50]) // north: east
  assert.deepEqual(control([0, 0], [100, 0], -0.3), [50, -30])
})

test('it starts and ends where the line does, and passes halfway to its control point', () => {
  const line = flatten([0, 0], [50, 30], [100, 0], 40)
  assert.equal(line.length, 41)
  assert.deepEqual(line[0], [0, 0])
  assert.deepEqual(line[40], [100, 0])
  near(line[20][0], 50)
  near(line[20][1], 15)
})

test('a shortened line ends 13 pixels before', () => {
  const line = shorten([[0, 0], [60, 0], [60, 80]], 13)
  near(lengthOf(line), 127)
  assert.deepEqual(line.at(-1), [60, 67])
  near(lengthOf(shorten([[0, 0], [10, 0], [20, 0]], 15)), 5)
})

test('along gives point and direction, also past the end', () => {
  const { at, angle } = along([[0, 0], [60, 0], [60, 80]], 100)
  assert.deepEqual(at, [60, 40])
  near(angle, Math.PI / 2)
  assert.deepEqual(along([[0, 0], [10, 0]], 99).at, [10, 0])
  assert.deepEqual(along([[5, 5], [5, 5]], 3).at, [5, 5])
})

test('ticks stand in the middle of every second dash of 12 with gaps of 6', () => {
  const xs = ticks([[0, 0], [200, 0]]).map((t) => t.at[0])
  assert.deepEqual(xs, [24, 60, 96, 132, 168])
  for (const x of xs) assert.equal((x % 18), 6)
  assert.equal(ticks([[0, 0], [20, 0]]).length, 1, 'a short denied line still shows that it is denied')
})

test('a head is 11 deep and open or closed', () => {
  assert.equal(head([100, 0], 0, false), 'M89 6L100 0L89 -6')
  assert.equal(head([100, 0], 0, true), 'M89 6L100 0L89 -6Z')
})

const view = { scale: 1000, x0: 400, y0: 400, w: 100, h: 100 }

test('a line is cut to the stretches near the view', () => {
  /** @type {M.XY[]} */
  const line = [[0, 0.45], [0.45, 0.45], [0.9, 0.45], [0.9, 0.9], [0.45, 0.9], [0.45, 0.45]]
  const runs = linePixels(view, line, boxOf(line), 0)
  assert.equal(runs.length, 2)
  assert.deepEqual(runs[1].at(-1)?.map(Math.round), [50, 50])
})

test('a ring round the view still covers all of it', () => {
  /** @type {M.XY[]} */
  const ring = [[0, 0], [1, 0], [1, 1], [0, 1]]
  const box = boxOf(ringPixels(view, ring, boxOf(ring), 0))
  assert.ok(box[0] <= 0 && box[1] <= 0 && box[2] >= 100 && box[3] >= 100)
  assert.ok(box[2] - box[0] < 300, 'but not much more')
  assert.equal(ringPixels(view, ring, boxOf(ring), 5).length, 0)
})
