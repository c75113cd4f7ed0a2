// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { resized, whole } from '../../page/posterfit.js'

test('a picture fills its place unless that would cut off more than its margins', () => {
  assert.equal(whole(698, 319, 698, 319), false)
  assert.equal(whole(698, 319, 1396, 638), false, 'twice the pixels')
  assert.equal(whole(698, 310, 698, 319), false)
  assert.equal(whole(698, 290, 698, 319), true, 'too low')
  assert.equal(whole(698, 360, 698, 319), true, 'too high')
  assert.equal(whole(698, 319, 0, 0), false, 'there is no picture')
  assert.equal(whole(0, 0, 698, 319), false, 'there is no place')
})

test('addresses of another size: nothing else of them changes', () => {
  assert.equal(resized('/m.png?h=319&q=w%3D7&w=698, /m.png?h=319&q=w%3D7&scale=2&w=698 2x', 803.4, 287),
    '/m.png?h=290&q=w%3D7&w=800, /m.png?h=290&q=w%3D7&scale=2&w=800 2x')
  assert.equal(resized('?w=1&h=1, ?h=1&w=1 2x', 600, 1000), '?w=600&h=1000, ?h=700&w=420 1.4x', 'less sharp where it would be heavy')
  assert.equal(resized('?w=1&h=1, ?h=1&w=1 1.57x', 600, 300), '?w=600&h=300, ?h=300&w=600 2x', 'and sharp again')
  assert.equal(resized('?w=1&h=1, ?h=1&w=1 2x', 620, 500), '?w=620&h=500, ?h=450&w=560 1.796x')
  assert.equal(resized('?w=1&h=1', 99999, 3), '?w=2000&h=100')
})
