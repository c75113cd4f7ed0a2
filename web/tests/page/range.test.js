import assert from 'node:assert/strict'
import test from 'node:test'
import { datetimeAt, snapEnd, snapStart, spoken } from '../../page/range.js'

// Three days, with two steps for what is earlier and three for what has no date.
const scale = { left: 2, total: 8, starts: ['2024-10-01', '2024-10-02', '2024-10-03'], ends: ['2024-10-01', '2024-10-02', '2024-10-03'] }
// Two years and nothing beside them.
const bare = { left: 0, total: 2, starts: ['1975-01-01', '1976-01-01'], ends: ['1975-12-31', '1976-12-31'] }

test('the start crosses what is earlier at once', () => {
  assert.equal(snapStart(scale, 1, 0, 8), 2)
  assert.equal(snapStart(scale, 1, 2, 8), 0)
  assert.equal(snapStart(scale, 3, 2, 8), 3)
  assert.equal(snapStart(scale, 0, 2, 8), 0)
})

test('the start stays before the end', () => {
  assert.equal(snapStart(scale, 7, 3, 8), 4, 'no later than the last column')
  assert.equal(snapStart(scale, 4, 3, 4), 3)
})

test('the end crosses what has no date at once', () => {
  assert.equal(snapEnd(scale, 6, 5, 0), 8)
  assert.equal(snapEnd(scale, 7, 8, 0), 5)
  assert.equal(snapEnd(scale, 4, 5, 0), 4)
})

test('the end stays after the start', () => {
  assert.equal(snapEnd(scale, 0, 4, 0), 3, 'no earlier than the first column')
  assert.equal(snapEnd(scale, 3, 5, 4), 5)
})

test('grips make a datetime', () => {
  assert.equal(datetimeAt(scale, 0, 8), '')
  assert.equal(datetimeAt(scale, 2, 5), '2024-10-01/2024-10-03')
  assert.equal(datetimeAt(scale, 3, 4), '2024-10-02')
  assert.equal(datetimeAt(scale, 3, 8), '2024-10-02/..')
  assert.equal(datetimeAt(scale, 0, 4), '../2024-10-02')
  assert.equal(datetimeAt(bare, 0, 2), '')
  assert.equal(datetimeAt(bare, 1, 2), '1976-01-01/..')
  assert.equal(datetimeAt(bare, 0, 1), '../1975-12-31')
})

test('every place of the two grips is a datetime', () => {
  for (const s of [scale, bare]) {
    for (let a = 0; a < s.total; a++) {
      for (let b = a + 1; b <= s.total; b++) {
        const start = snapStart(s, a, a, b)
        const end = snapEnd(s, b, b, start)
        assert.match(datetimeAt(s, start, end), /^$|^(\.\.|\d{4}-\d\d-\d\d)(\/(\.\.|\d{4}-\d\d-\d\d))?$/)
      }
    }
  }
})

test('bounds are spoken as dates', () => {
  assert.equal(spoken('2024-10-08', 'en-GB'), '8 October 2024')
  assert.equal(spoken('2024-10-08T05:30:00Z', 'en-GB'), '8 October 2024 at 05:30')
  assert.equal(spoken('Y12000', 'en-GB'), '12000')
  assert.equal(spoken('-0044-03-15', 'en-GB'), '-0044-03-15')
})
