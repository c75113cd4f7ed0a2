// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import '../words.js'
import { Boxes, Placer, aroundPoint, besideShape, extent } from '../../map/labels.js'
import { wrap } from '../../map/text.js'
import { unknownsOf, words } from '../../map/words.js'
import { numbers } from './fixture.js'

const port = { x: 0, y: 0, w: 800, h: 600 }
const placer = (hard = new Boxes(), soft = new Boxes(), before = new Map()) => new Placer(hard, soft, port, before)
/** @param {string} id @param {number} x @param {number} y @param {[number, number]} name @param {[number, number]} [full] @returns {M.Block} */
const block = (id, x, y, name, full) => ({ id, name: { w: name[0], h: name[1] }, full: full && { w: full[0], h: full[1] }, spots: aroundPoint(x, y, 8) })
const meet = (/** @type {M.Rect} */ a, /** @type {M.Rect} */ b) => a.x < b.x + b.w && a.x + a.w > b.x && a.y < b.y + b.h && a.y + a.h > b.y

test('to the right first, then left, below, above', () => {
  const spots = aroundPoint(100, 100, 8)({ w: 50, h: 16 })
  assert.deepEqual(spots[0], { x: 114, y: 92, w: 50, h: 16, align: 'start' })
  assert.equal(spots[1].x + spots[1].w, 86)
  assert.ok(spots[4].y > 108)
  assert.ok(spots[7].y + 16 < 92)
})

test('of many texts none lies on another, on an obstacle or on the edge', () => {
  const next = numbers(11), hard = new Boxes()
  const obstacles = Array.from({ length: 30 }, () => ({ x: next() * 780, y: next() * 580, w: 20, h: 20 }))
  for (const o of obstacles) hard.add(o)
  const p = placer(hard)
  p.place(Array.from({ length: 120 }, (_, i) => block('b' + i, next() * 800, next() * 600, [60, 17], [110, 33])))
  const all = [...p.placed.values()]
  assert.ok(all.length > 40)
  all.forEach((a, i) => {
    for (const b of [...all.slice(0, i), ...obstacles]) assert.ok(!meet(a, b))
    const inside = a.x >= 0 && a.y >= 0 && a.x + a.w <= 800 && a.y + a.h <= 600
    assert.ok(inside || !meet(a, port), 'wholly in sight or wholly out of it')
  })
})

test('no note pushes a name away', () => {
  const p = placer()
  p.place([block('a', 100, 100, [60, 17], [650, 33]), block('b', 300, 100, [60, 17])])
  assert.equal(p.placed.get('a')?.full, false)
  assert.ok(p.placed.get('b'))
})

test('a neighbour steps aside for a note', () => {
  // As in the inset of Europe: the region's name stands to its left at first.
  const hard = new Boxes()
  for (const [x, y] of [[46, 40], [234, 65]]) hard.add({ x: x - 9, y: y - 9, w: 18, h: 18 })
  const p = new Placer(hard, new Boxes(), { x: 0, y: 0, w: 280, h: 177 })
  p.place([block('region', 234, 65, [98, 17], [98, 33]), block('town', 46, 40, [55, 17], [157, 33])])
  assert.equal(p.placed.get('town')?.full, true)
  assert.equal(p.placed.get('region')?.full, true)
  assert.ok((p.placed.get('region')?.y ?? 0) > 65, 'below now')
})

test('what has no room is dropped, with all its spots taken', () => {
  const hard = new Boxes()
  hard.add(port)
  const p = placer(hard)
  p.place([block('a', 100, 100, [60, 17])])
  assert.equal(p.placed.size, 0)
})

test('a text stays where it was, if that is about as good', () => {
  const before = new Map([['a', 1]])
  const p = placer(new Boxes(), new Boxes(), before)
  p.place([block('a', 400, 300, [60, 17])])
  assert.equal(p.placed.get('a')?.align, 'end')
})

test('an area is avoided where it can be', () => {
  const soft = new Boxes()
  soft.add({ x: 410, y: 290, w: 40, h: 20 })
  const p = placer(new Boxes(), soft)
  p.place([block('a', 400, 300, [60, 17])])
  assert.equal(p.placed.get('a')?.spot, 1)
})

test('beside a shape, clear of its outline at that height', () => {
  /** @type {M.XY[]} */
  const wedge = [[100, 100], [300, 200], [100, 300], [100, 100]]
  assert.deepEqual(extent([wedge], 190, 210), [100, 300])
  const [right, left] = besideShape([wedge], [0.5], 10)({ w: 40, h: 10 })
  assert.ok(right.x >= 310)
  assert.equal(left.x + left.w, 90)
})

test('lines are evenly filled, and break rather after a comma', () => {
  const width = (/** @type {string} */ s) => s.length * 6
  assert.deepEqual(wrap('10,000 being prepared, not yet moved, Zelensky says', 230, 2, width), ['10,000 being prepared,', 'not yet moved, Zelensky says'])
  assert.deepEqual(wrap('short', 230, 2, width), ['short'])
  const long = wrap('word '.repeat(100), 60, 2, width)
  assert.equal(long.length, 2)
  assert.ok(long[1].endsWith('…'))
  for (const line of wrap('x'.repeat(500), 60, 2, width)) assert.ok(width(line) <= 60, 'one long word is cut as well')
})

test('what is not known of a movement', () => {
  const move = { path: 'schematic', from: 'A North Korean port, not named', from_precision: 'country' }
  assert.equal(unknownsOf(move, false), 'Port not named, route not known')
  assert.equal(unknownsOf({ ...move, from: 'North Korea' }, false), 'Origin not named, route not known')
  assert.equal(unknownsOf({ ...move, from_precision: 'settlement' }, false), 'Route not known')
  assert.equal(unknownsOf(move, true), 'Route not known')
  assert.equal(unknownsOf({ ...move, path: 'tracked', from_precision: 'site' }, false), '')
  assert.equal(unknownsOf(null, false), '')
})

test('the name of a group lists every count', () => {
  assert.equal(words.group(4, { claimed: 2, denied: 1, statement: 1 }, 'Seoul'), '4 entries, Seoul: 2 claimed, 1 claimed and denied, 1 statement')
  assert.equal(words.group(1200, { plain: 1200 }, ''), '1,200 entries: 1,200 without status')
})
