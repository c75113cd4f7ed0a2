// @ts-check
/** The tiles of one layer and one filter: fetched when wanted, given up when not, kept while there is room. */
import { wrapped } from './grid.js'

const AT_ONCE = 8
const MOST = 400
const MOST_BYTES = 64e6
/** So long a tile that failed is left alone, unless someone asks. */
const PAUSE = 10_000

/**
 * @typedef {{state: 'waits'|'runs'|'ready'|'failed', tile: T.Tile|null, abort: AbortController|null, at: number}} Slot
 */

export class Store {
  /**
   * @param {string} template address with {z}, {x} and {y}
   * @param {{decode(bytes: ArrayBuffer, z: number, y: number): T.Tile|null, changed(): void, fetch?: typeof fetch, now?: () => number}} does
   */
  constructor(template, does) {
    this.template = template
    this.does = does
    /** @type {Map<string, Slot>} the least wanted first */
    this.slots = new Map()
    /** @type {Set<string>} */
    this.wanted = new Set()
    this.running = 0
    this.bytes = 0
  }

  /** A tile, null if it is empty, undefined if it is not there. @param {number} z @param {number} x @param {number} y */
  get(z, x, y) {
    const slot = this.slots.get(`${z}/${x}/${y}`)
    return slot?.state === 'ready' ? slot.tile : undefined
  }

  /** These and no others, the first of them first. @param {T.Cell[]} cells */
  want(cells) {
    this.wanted = new Set(cells.map((c) => `${c.z}/${wrapped(c.x, c.z)}/${c.y}`))
    for (const [key, slot] of this.slots) {
      if (this.wanted.has(key) || (slot.state !== 'waits' && slot.state !== 'runs')) continue
      slot.abort?.abort()
      this.slots.delete(key)
    }
    const now = this.now()
    for (const key of this.wanted) {
      let slot = this.slots.get(key)
      if (slot) this.slots.delete(key)
      if (!slot || (slot.state === 'failed' && now - slot.at > PAUSE)) slot = { state: 'waits', tile: null, abort: null, at: now }
      this.slots.set(key, slot)
    }
    this.shrink()
    this.next()
  }

  /** Tries again what failed. */
  retry() {
    for (const slot of this.slots.values()) if (slot.state === 'failed') slot.state = 'waits'
    this.next()
  }

  /** Whether nothing that is wanted is still to come. */
  get settled() {
    for (const key of this.wanted) if (['waits', 'runs'].includes(this.slots.get(key)?.state ?? '')) return false
    return true
  }

  get failed() {
    for (const key of this.wanted) if (this.slots.get(key)?.state === 'failed') return true
    return false
  }

  close() {
    this.want([])
    this.slots.clear()
  }

  now() {
    return (this.does.now ?? Date.now)()
  }

  next() {
    for (const key of this.wanted) {
      if (this.running >= AT_ONCE) return
      const slot = this.slots.get(key)
      if (slot?.state === 'waits') this.load(key, slot)
    }
  }

  /** @param {string} key @param {Slot} slot */
  async load(key, slot) {
    const [z, x, y] = key.split('/')
    const abort = (slot.abort = new AbortController())
    slot.state = 'runs'
    this.running++
    try {
      const answer = await (this.does.fetch ?? fetch)(this.template.replace('{z}', z).replace('{x}', x).replace('{y}', y), { signal: abort.signal })
      if (!answer.ok) throw new Error(`tile ${key}: ${answer.status}`)
      const bytes = answer.status === 204 ? new ArrayBuffer(0) : await answer.arrayBuffer()
      abort.signal.throwIfAborted()
      slot.tile = bytes.byteLength ? this.decode(bytes, +z, +y) : null
      slot.state = 'ready'
      this.bytes += slot.tile?.bytes ?? 0
    } catch {
      // Browsers log failed requests by themselves.
      if (!abort.signal.aborted) {
        slot.state = 'failed'
        slot.at = this.now()
      }
    }
    slot.abort = null
    this.running--
    this.next()
    if (!abort.signal.aborted) this.does.changed()
  }

  /** @param {ArrayBuffer} bytes @param {number} z @param {number} y */
  decode(bytes, z, y) {
    try {
      return this.does.decode(bytes, z, y)
    } catch (error) {
      console.warn(error)
      throw error
    }
  }

  shrink() {
    for (const [key, slot] of this.slots) {
      if (this.slots.size <= MOST && this.bytes <= MOST_BYTES) return
      if (this.wanted.has(key)) continue
      this.bytes -= slot.tile?.bytes ?? 0
      this.slots.delete(key)
    }
  }
}
