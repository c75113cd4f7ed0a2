// @ts-check
import test from 'node:test'
import assert from 'node:assert/strict'
import { Store } from '../../tiles/store.js'

/** A server whose answers come when they are told to. */
function setUp() {
  /** @type {{url: string, signal: AbortSignal, answer(status: number, bytes?: number): void, fail(): void}[]} */
  const asked = []
  let changed = 0, now = 0
  const store = new Store('/tiles/m.e/{z}/{x}/{y}.mvt?v=1', {
    now: () => now,
    changed: () => { changed++ },
    decode: (bytes) => {
      if (bytes.byteLength === 13) throw new Error('broken')
      return /** @type {any} */ ({ bytes: bytes.byteLength })
    },
    fetch: /** @type {any} */ ((/** @type {string} */ url, /** @type {{signal: AbortSignal}} */ { signal }) => new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')))
      asked.push({ url, signal, fail: () => reject(new Error('no network')), answer: (status, bytes = 0) => resolve({ ok: status < 300, status, arrayBuffer: async () => new ArrayBuffer(bytes) }) })
    })),
  })
  const turn = () => new Promise((r) => setTimeout(r))
  return { store, asked, turn, changed: () => changed, later: (/** @type {number} */ ms) => { now += ms } }
}
const cell = (/** @type {number} */ x, y = 0, z = 5) => ({ z, x, y })

test('tiles are asked for once, some at a time, the first first', async () => {
  const { store, asked, turn, changed } = setUp()
  store.want(Array.from({ length: 12 }, (_, x) => cell(x)))
  assert.equal(asked.length, 8)
  assert.equal(asked[0].url, '/tiles/m.e/5/0/0.mvt?v=1')
  asked[0].answer(200, 10)
  await turn()
  assert.equal(asked.length, 9)
  assert.equal(store.get(5, 0, 0)?.bytes, 10)
  assert.equal(store.get(5, 1, 0), undefined)
  assert.equal(changed(), 1)
  assert.equal(store.settled, false)
  store.want([cell(0), cell(32)])
  assert.equal(asked.length, 9, 'it is there, in each copy of the world')
  assert.equal(store.settled, true)
})

test('an empty tile is there, and is nothing', async () => {
  const { store, asked, turn } = setUp()
  store.want([cell(1)])
  asked[0].answer(204)
  await turn()
  assert.equal(store.get(5, 1, 0), null)
  assert.ok(store.settled && !store.failed)
})

test('what is no longer wanted is given up', async () => {
  const { store, asked, turn, changed } = setUp()
  store.want([cell(1), cell(2)])
  store.want([cell(2), cell(3)])
  assert.deepEqual(asked.map((a) => a.signal.aborted), [true, false, false])
  await turn()
  assert.equal(changed(), 0, 'nothing came')
  store.want([cell(1)])
  await turn()
  assert.equal(asked.length, 4, 'wanted again, asked again')
  asked[3].answer(200, 5)
  await turn()
  assert.equal(store.get(5, 1, 0)?.bytes, 5)
})

test('what failed is left alone for a while, or tried when told', async () => {
  const { store, asked, turn, later } = setUp()
  const cells = [cell(1), cell(2), cell(3)]
  store.want(cells)
  asked[0].answer(500)
  asked[1].fail()
  asked[2].answer(200, 13)
  await turn()
  assert.ok(store.settled && store.failed)
  assert.equal(store.get(5, 1, 0), undefined)
  store.want(cells)
  assert.equal(asked.length, 3)
  later(11_000)
  store.want(cells)
  assert.equal(asked.length, 6)
  asked[3].answer(200, 1)
  asked[4].answer(200, 1)
  asked[5].answer(503)
  await turn()
  store.retry()
  assert.equal(asked.length, 7)
  asked[6].answer(200, 1)
  await turn()
  assert.ok(store.settled && !store.failed)
})

test('old tiles make room for new ones', async () => {
  const { store, asked, turn } = setUp()
  for (let y = 0; y < 30; y++) {
    store.want([cell(0, y)])
    asked[asked.length - 1].answer(200, 4e6)
    await turn()
  }
  assert.ok(store.bytes <= 68e6)
  assert.equal(store.get(5, 0, 0), undefined)
  assert.ok(store.get(5, 0, 29))
  store.close()
  assert.equal(store.get(5, 0, 29), undefined)
})
