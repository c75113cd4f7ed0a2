// What the map tells by itself of a filter, held against the server's answers.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { matcher, wholeOf } from '../../page/match.js'
import { test, expect } from './lib/test.js'

const sources = [{ id: 'a', name: 'A', stance: 'claims' }]
const whens = ['2024-10-08', '2024-10', '2024', '2024-10-08/2024-10-13', '2024-10-11~/2024-10-18~', '../2024-10-18', '2024-10-18/..', '2024-10-08T10:00:00Z', '2024-10-08T23:30:00+05:00', '1999', '-0044-03-15', 'nonsense', '']
const statuses = ['unconfirmed', 'claimed', 'denied', 'corroborated', 'confirmed', 'refuted', 'retracted', 'wrong', undefined]
const kinds = ['event', 'movement', 'statement', 'a kind', undefined]

const features = whens.flatMap((when, i) => statuses.map((status, j) => ({
  type: 'Feature', id: `f${i}-${j}`, geometry: { type: 'Point', coordinates: [i, j] },
  properties: { title: 'T', ...(when && { when }), ...(status && { status }), kind: kinds[(i + j) % kinds.length], ...((i + j) % 4 && { sources }) },
})))

const queries = [
  '', 'status=claimed', 'status=none', 'status=refuted,retracted', 'status=denied&status=claimed', 'kind=event', 'kind=event,movement&status=none', 'kind=other', 'layer=things', 'layer=others', 'layer=others,things&kind=event',
  ...['2024-10-08', '2024-10', '2024', '2024-10-08/2024-10-13', '../2024-10-10', '2024-10-10/..', '2024-10/2024-11-02', '1990/2000', '2024-12-31/2025', '2024-02-29', '1000/9999'].flatMap(d => [`datetime=${d}`, `datetime=${d}&match=must`, `datetime=${d}&status=claimed,none`]),
]

test('statuses, kinds, layers and dates mean the same on the map and on the server', async ({ serve, request }) => {
  const dir = test.info().outputPath('many')
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'things.geojson'), JSON.stringify({ type: 'FeatureCollection', features: features.slice(0, 80) }))
  writeFileSync(path.join(dir, 'others.geojson'), JSON.stringify({ type: 'FeatureCollection', features: features.slice(80) }))
  const server = await serve(dir)
  const entries = async (/** @type {URLSearchParams} */ q) => (await (await request.get(`${server.url}/maps/many/entries.geojson?${q}`)).json()).features
  const whole = await entries(wholeOf(new URLSearchParams()))
  expect(whole.length).toBe(features.length)
  let some = 0
  for (const text of queries) {
    const query = new URLSearchParams(text)
    const wanted = matcher(query)
    if (!wanted) throw new Error(`${text} is not told`)
    const ids = (/** @type {any[]} */ all) => all.map(f => f.id)
    const got = ids(whole.filter(wanted))
    expect(got, text).toEqual(ids(await entries(query)))
    if (got.length && got.length < whole.length) some++
  }
  expect(some, 'most of these queries choose').toBeGreaterThan(queries.length / 2)
})

test('what only the server knows is left to it', () => {
  for (const text of ['datetime=yesterday', 'datetime=2024-10-08T10:00:00Z/..', 'datetime=..', 'datetime=2024-13', 'datetime=2024-02-31', 'datetime=2024/2023', 'datetime=2024~', 'datetime=1/2/3', 'datetime=2024&datetime=2025', 'kind=a+kind', 'datetime=-0044', 'match=may&match=must']) {
    expect(matcher(new URLSearchParams(text)), text).toBeNull()
  }
})
