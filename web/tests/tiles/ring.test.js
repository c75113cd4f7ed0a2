// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { ringOf, shares, totalOf } from '../../map/ring.js'
import { spread } from '../../tiles/spread.js'

const TURN = 2 * Math.PI
const close = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`)

test('segments go once round, in the order of the key', () => {
  const parts = shares({ denied: 50, confirmed: 25, claimed: 25 }, 100)
  assert.deepEqual(parts.map((p) => p.look), ['confirmed', 'claimed', 'denied'])
  close(parts[0].from, -TURN / 4)
  close(parts[2].to, TURN * 0.75)
  parts.slice(1).forEach((p, i) => close(p.from, parts[i].to))
  close(parts[2].to - parts[2].from, TURN / 2)
})

test('a small share is still seen', () => {
  const [one, rest] = shares({ confirmed: 1, claimed: 99_999 }, 100_000)
  assert.ok(one.to - one.from > TURN / 14)
  close(rest.to, TURN * 0.75)
  const all = shares({ confirmed: 1, corroborated: 1, claimed: 1e6, unconfirmed: 1, denied: 1, refuted: 1, retracted: 1, statement: 1, plain: 1 }, 1e6 + 8)
  assert.equal(all.length, 9)
  close(all[8].to, TURN * 0.75)
})

test('each status has its texture, and paths have no holes', () => {
  const looks = ['confirmed', 'corroborated', 'claimed', 'unconfirmed', 'denied', 'refuted', 'retracted', 'statement', 'plain']
  const counts = Object.fromEntries(looks.map((l) => [l, 3]))
  const textures = new Set()
  for (const { look, strokes } of ringOf(counts, 27, 22)) {
    assert.ok(strokes.length)
    for (const s of strokes) assert.ok(!/NaN|undefined/.test(s.d) && s.d.startsWith('M'), look)
    textures.add(strokes.map((s) => `${s.width} ${s.dash} ${s.d.replace(/[-\d. ]+/g, '').slice(0, 8)}`).join())
  }
  assert.equal(textures.size, looks.length)
  assert.equal(ringOf({ claimed: 4 }, 4, 19)[0].strokes.length, 1, 'one status alone is a whole ring')
})

test('totals fit in their ring', () => {
  assert.deepEqual([4, 9999, 10_000, 12_345, 999_499, 999_500, 1_234_567, 12_345_678].map(totalOf), ['4', '9999', '10k', '12k', '999k', '1M', '1.2M', '12M'])
})

test('rings make way, but stay near their place', () => {
  const rings = [{ x: 100, y: 100, r: 25 }, { x: 130, y: 100, r: 25 }, { x: 400, y: 400, r: 19 }, { x: 64, y: 64, r: 19 }]
  const before = rings.map((g) => ({ ...g }))
  spread(rings)
  assert.ok(Math.hypot(rings[1].x - rings[0].x, rings[1].y - rings[0].y) > 45)
  rings.forEach((g, i) => assert.ok(Math.hypot(g.x - before[i].x, g.y - before[i].y) < 14.001))
  assert.deepEqual(rings[2], before[2])
  const same = [{ x: 5, y: 5, r: 19 }, { x: 5, y: 5, r: 19 }]
  spread(same)
  assert.ok(same[0].x !== same[1].x && same.every((g) => Number.isFinite(g.x + g.y)))
})
