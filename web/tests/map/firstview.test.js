// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import '../words.js'
import { readEntries } from '../../map/entries.js'
import { findGroups, fit, toRow, split } from '../../map/firstview.js'
import { unproject } from '../../map/mercator.js'
import { captionOfGroup, wayTo, corner } from '../../map/inset.js'
import { at, collection, feature, troops } from './fixture.js'

/** @param {any} c @param {number} w @param {number} h */
function first(c, w, h) {
  const groups = findGroups(readEntries(c), w, h)
  const view = fit(groups[0].row, w, h)
  const [lon, lat] = unproject(view.x, view.y)
  return { groups, lon, lat, zoom: view.zoom }
}
const places = (/** @type {M.Group} */ g) => [...new Set(g.entries.map((e) => e.place))].sort()

test('the default map shows the Far East, with Europe as its inset', () => {
  const { groups, lon, lat, zoom } = first(troops, 848, 640)
  assert.equal(zoom, 5.5)
  assert.ok(Math.abs(lon - 130.25) < 0.4, `lon ${lon}`)
  assert.ok(Math.abs(lat - 43.35) < 0.2, `lat ${lat}`)
  assert.equal(groups.length, 2)
  assert.equal(groups[0].entries.length, 8)
  assert.deepEqual(places(groups[1]), ['Brussels', 'Donetsk region', 'Moscow'])
})

test('a phone and an embed see the same, from further away', () => {
  for (const [w, h] of [[390, 336], [700, 316]]) {
    const { zoom, groups } = first(troops, w, h)
    assert.equal(zoom, 4.5)
    assert.equal(groups.length, 2)
  }
})

test('captions of the insets', () => {
  const { groups: [east, west] } = first(troops, 848, 640)
  assert.equal(captionOfGroup(west, false), 'Europe: 1 report, 3 statements')
  assert.equal(captionOfGroup(west, true), 'Europe: 4 entries')
  assert.equal(captionOfGroup(east, false), 'Far East: 5 reports, 3 statements')
  assert.deepEqual(wayTo(west, east), { side: 'west', text: '6,900 km west of Vladivostok.' })
  assert.deepEqual(wayTo(east, west), { side: 'east', text: '6,900 km east of Donetsk region.' })
})

test('what fits in one good view is not parted', () => {
  const { groups, zoom } = first(collection(at('Kyiv', 30.5, 50.45), at('Kharkiv', 36.23, 50), at('Odesa', 30.73, 46.48)), 848, 640)
  assert.equal(groups.length, 1)
  assert.ok(zoom >= 5)
})

test('places that would touch part the view, entries at one place do not', () => {
  const far = [at('Kyiv', 30.5, 50.45), at('Odesa', 30.73, 46.48), at('Lviv', 24.03, 49.84), at('Uzhhorod', 22.29, 48.62)]
  assert.equal(first(collection(...far, at('Kyiv', 30.5, 50.45)), 848, 640).groups.length, 1)
  const close = [at('a', 30.5, 50.4), at('b', 30.53, 50.43), at('c', 37.8, 48)]
  assert.equal(first(collection(...close), 848, 640).groups.length, 2)
})

test('both sides of the date line are one row', () => {
  const entries = readEntries(collection(at('a', 179, -18), at('b', -179, -17), at('c', 182, -20), at('d', 175, -16)))
  const row = toRow(entries)
  assert.deepEqual(row.map((p) => p.e.key), ['d', 'a', 'b', 'c'])
  const c = fit(row, 848, 640)
  assert.ok(Math.abs(unproject(c.x, c.y)[0] - 178.5) < 0.01)
  assert.ok(c.zoom >= 6)
  assert.equal(findGroups(entries, 848, 640).length, 1)
})

test('a split that brings nothing nearer is not made', () => {
  const many = []
  for (let lon = -180; lon < 180; lon += 5) many.push(at('p' + lon, lon, (lon * 7) % 50))
  assert.equal(first(collection(...many), 848, 640).groups.length, 1)
})

test('three far groups: one map, two insets, never more', () => {
  const far = [[0, 50], [1, 50.2], [100, 10], [-70, 10], [-160, 20], [50, -40]]
  const { groups } = first(collection(...far.map(([lon, lat], i) => at('p' + i, lon, lat))), 848, 640)
  assert.ok(groups.length <= 3)
  assert.equal(groups.reduce((n, g) => n + g.entries.length, 0), far.length)
})

test('reports weigh more than statements, then movements, then the latest date', () => {
  const said = { kind: 'statement', status: null }
  const lead = (/** @type {any[]} */ ...f) => first(collection(...f), 848, 640).groups[0].entries[0].key
  assert.equal(lead(at('s1', 0, 50, said), at('s2', 1, 50, said), at('r', 130, 40)), 'r')
  const line = feature('m', { type: 'LineString', coordinates: [[129, 40], [131, 43]] }, { kind: 'movement' })
  assert.equal(lead(at('r', 0, 50), line), 'm')
  assert.equal(lead(at('old', 0, 50, { t: ['2023-01-01T00:00:00Z', null] }), at('new', 130, 40)), 'new')
})

test('the view is centred on places, and still holds the areas', () => {
  const entries = readEntries(collection(at('a', 10, 50), at('b', 12, 51), feature('area', { type: 'Polygon', coordinates: [[[0, 49], [12, 49], [12, 51], [0, 51], [0, 49]]] })))
  const c = fit(toRow(entries), 848, 640)
  assert.ok(Math.abs(unproject(c.x, c.y)[0] - 11) < 1e-6)
  const size = 256 * 2 ** c.zoom
  assert.ok((c.x - 0.5) * size < 848 / 2)
})

test('nothing to show is no group', () => {
  assert.deepEqual(findGroups([], 848, 640), [])
  assert.equal(split(toRow(readEntries(collection(at('a', 0, 0))))), null)
})

test('an inset keeps off marks and controls, rather on its own side', () => {
  const size = { w: 282, h: 228 }
  const closed = [{ x: 786, y: 16, w: 46, h: 134 }]
  assert.deepEqual(corner(size, 848, 640, [], closed, 'west'), { x: 16, y: 16, ...size })
  assert.equal(corner(size, 848, 640, [], closed, 'east').x, 848 - 16 - 282)
  assert.ok(corner(size, 848, 640, [], closed, 'east').y >= 150)
  const busy = [{ x: 100, y: 100 }]
  assert.notDeepEqual(corner(size, 848, 640, busy, closed, 'west'), { x: 16, y: 16, ...size })
})
