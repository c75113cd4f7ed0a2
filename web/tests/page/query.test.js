import assert from 'node:assert/strict'
import test from 'node:test'
import { datetimeOf, fieldsOf, pictureOf, queryOf, spell, viewOf } from '../../page/query.js'

const usual = ['claimed', 'denied', 'none']
/** @param {Record<string, string | string[]>} fields */
const entries = fields => Object.entries(fields).flatMap(([k, v]) => [v].flat().map(one => /** @type {[string, string]} */ ([k, one])))
/** @param {Record<string, string | string[]>} fields @param {string} [before] */
const spelled = (fields, before) => spell(queryOf(entries(fields), usual, before))

test('an untouched form asks for nothing', () => {
  assert.equal(spelled({ q: '', from: '', to: '', match: 'may', status: usual, kind: '', source: '', stance: '' }), '')
  assert.equal(spelled({ status: ['none', 'denied', 'claimed'] }), '', 'in any order')
})

test('filters come in one order', () => {
  assert.equal(spelled({ stance: 'denies', q: ' two words ', kind: 'event', status: ['denied', 'claimed'], match: 'must' }),
    '?q=two+words&match=must&status=denied,claimed&kind=event&stance=denies')
})

test('sources keep their commas apart', () => {
  const query = queryOf(entries({ source: ['A, B', 'C'] }), usual)
  assert.deepEqual(query.getAll('source'), ['A, B', 'C'])
})

test('dates become one datetime', () => {
  assert.equal(spelled({ from: '2024-10-08', to: '2024-10-13' }), '?datetime=2024-10-08/2024-10-13')
  assert.equal(spelled({ from: '2024-10-08' }), '?datetime=2024-10-08/..')
  assert.equal(spelled({ to: '2024-10-08' }), '?datetime=../2024-10-08')
  assert.equal(datetimeOf('2024-10-08', '2024-10-08'), '2024-10-08')
})

test('which field holds the later day says nothing', () => {
  assert.equal(spelled({ from: '2024-10-20', to: '2024-10-14' }), '?datetime=2024-10-14/2024-10-20')
  assert.equal(spelled({ from: '2024-10-20', to: '2024-10-14' }, '2024-10-14/2024-10-20'), '?datetime=2024-10-14/2024-10-20')
})

test('a view is three numbers', () => {
  /** @param {string} query */
  const view = query => viewOf(new URLSearchParams(query))
  assert.deepEqual(view('view=130.5,-43,5.5'), { lon: 130.5, lat: -43, zoom: 5.5 })
  for (const none of ['', 'view=', 'view=1,2', 'view=1,2,x', 'view=1,2,Infinity']) assert.equal(view(none), null, none)
})

test('a picture has the view and what is open', () => {
  assert.equal(spell(pictureOf(new URLSearchParams('status=denied&view=130.5,43,5.5&group=day&page=2&open=a/b'))), '?status=denied&open=a/b&center=130.5,43&zoom=5.5')
})

test('a datetime finer than days stays until its days change', () => {
  const fine = '2024-10-08T05:00:00Z/2024-10-08T07:00:00Z'
  assert.deepEqual(fieldsOf(fine), ['2024-10-08', '2024-10-08'])
  assert.equal(queryOf(entries({ from: '2024-10-08', to: '2024-10-08', q: 'x' }), usual, fine).get('datetime'), fine)
  assert.equal(queryOf(entries({ from: '2024-10-08', to: '2024-10-09' }), usual, fine).get('datetime'), '2024-10-08/2024-10-09')
  assert.equal(queryOf(entries({ from: '', to: '' }), usual, fine).get('datetime'), null)
})

test('what is no day has no field', () => {
  assert.deepEqual(fieldsOf(''), ['', ''])
  assert.deepEqual(fieldsOf('../2024-10-08'), ['', '2024-10-08'])
  assert.deepEqual(fieldsOf('1975/2020'), ['', ''])
  assert.deepEqual(fieldsOf('2024-10-08'), ['2024-10-08', '2024-10-08'])
})

test('hostile words stay words', () => {
  const query = queryOf(entries({ q: '&status=denied#"><script>' }), usual)
  assert.equal(new URLSearchParams(spell(query)).get('q'), '&status=denied#"><script>')
})
