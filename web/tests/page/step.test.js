import assert from 'node:assert/strict'
import test from 'node:test'
import { stepped } from '../../page/range.js'
import { pictureOf, spell, textOf } from '../../page/query.js'

// Two stretches at the left, three columns, one at the right.
const scale = { left: 2, total: 6, starts: ['a', 'b', 'c'], ends: ['a', 'b', 'c'] }

/** All steps from a state to the end. @param {number} a @param {number} b */
function walk(a, b) {
  const all = []
  for (let next = stepped(scale, a, b); next && all.length < 20; next = stepped(scale, ...next)) all.push(next.join('-'))
  return all
}

test('with no range, play goes from column to column', () => assert.deepEqual(walk(0, 6), ['2-3', '3-4', '4-5']))
test('a range moves as it is', () => assert.deepEqual(walk(2, 4), ['3-5']))
test('an open end stays open', () => {
  assert.deepEqual(walk(0, 3), ['0-4', '0-5'])
  assert.deepEqual(walk(2, 6), ['3-6', '4-6'])
})
test('after the last column nothing follows', () => assert.equal(stepped(scale, 4, 5), null))

test('picture and text take over what concerns them', () => {
  const query = new URLSearchParams('q=x&view=130.5,43,5.5&theme=dark&lang=uk&group=day&open=a/b&page=2&ui=min')
  assert.equal(spell(pictureOf(query)), '?q=x&theme=dark&lang=uk&open=a/b&ui=min&center=130.5,43&zoom=5.5')
  assert.equal(spell(textOf(query)), '?q=x&lang=uk&group=day')
  assert.equal(spell(pictureOf(new URLSearchParams())), '')
})
