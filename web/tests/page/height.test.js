// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { mapHeight, messages } from '../../page/height.js'

test('a map is as high as its width wants, within bounds', () => {
  assert.deepEqual([100, 200, 318, 388, 698, 1000, 3000].map(mapHeight), [180, 180, 286, 300, 319, 457, 520])
})

test('three dialects, that of pym.js only for who speaks it', () => {
  assert.deepEqual(messages(480, null), [{ type: 'dateline-height', height: 480 }, { sentinel: 'amp', type: 'embed-size', height: 480 }])
  assert.equal(messages(480, 'map-0')[2], 'pymxPYMxmap-0xPYMxheightxPYMx480')
})
