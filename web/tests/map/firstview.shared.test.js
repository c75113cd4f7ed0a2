// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import '../words.js'
import { readEntries } from '../../map/entries.js'
import { findGroups, fit } from '../../map/firstview.js'
import { marksAt } from '../../map/group.js'
import { captionOfGroup, wayTo } from '../../map/inset.js'
import { unproject } from '../../map/mercator.js'

/** Cases that the painter of pictures is tested with as well (geo/paint/firstview_test.go). @type {any[]} */
const cases = JSON.parse(readFileSync(new URL('../../../geo/paint/testdata/firstview.json', import.meta.url), 'utf8'))

const keys = (/** @type {M.Entry[]} */ entries) => entries.map((e) => Number(e.key))

for (const { name, w, h, features, want } of cases) {
  test(`the first view of a picture: ${name}`, () => {
    const entries = readEntries({ type: 'FeatureCollection', features })
    const groups = findGroups(entries, w, h)
    assert.deepEqual(groups.map((g) => keys(g.entries)), want.groups)
    assert.deepEqual(groups.map((g) => Number(g.lead.key)), want.leads)
    assert.deepEqual(groups.map((g) => captionOfGroup(g, false)), want.captions)
    assert.deepEqual(groups.slice(1).map((g) => wayTo(g, groups[0])), want.ways)
    let zoom = 3
    if (want.view) {
      const c = fit(groups[0].row, w, h)
      const [lon, lat] = unproject(c.x, c.y)
      assert.ok(Math.abs(lon - want.view.lon) < 1e-5 && Math.abs(lat - want.view.lat) < 1e-5, `${lon}, ${lat}`)
      assert.equal(c.zoom, want.view.zoom)
      zoom = c.zoom
    }
    assert.deepEqual(marksAt(entries, zoom).map((m) => keys(m.entries)), want.marks)
  })
}
