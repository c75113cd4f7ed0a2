// @ts-check
/** Where texts go so that none lies on another: greedy, in the order given. */

/** Rectangles that can be asked what they touch, kept in a grid. */
export class Boxes {
  constructor() {
    /** @type {Map<number, (M.Rect & {of: string})[]>} */
    this.cells = new Map()
    /** Those that can be taken away again. @type {Map<string, M.Rect[]>} */
    this.owned = new Map()
  }

  /** @param {M.Rect} b @param {(cell: number) => any} f */
  static each(b, f) {
    const right = Math.floor((b.x + b.w) / 64), top = Math.floor(b.y / 64), low = Math.floor((b.y + b.h) / 64)
    for (let x = Math.floor(b.x / 64); x <= right; x++) for (let y = top; y <= low; y++) if (f(x * 2 ** 22 + y)) return true
    return false
  }

  /** @param {M.Rect} b @param {string} [of] whose it is */
  add(b, of = '') {
    const own = { x: b.x, y: b.y, w: b.w, h: b.h, of }
    if (of) this.owned.set(of, [...(this.owned.get(of) ?? []), own])
    Boxes.each(own, (k) => {
      const list = this.cells.get(k)
      if (list) list.push(own)
      else this.cells.set(k, [own])
    })
  }

  /** @param {string} of */
  remove(of) {
    for (const own of this.owned.get(of) ?? []) Boxes.each(own, (k) => { this.cells.set(k, (this.cells.get(k) ?? []).filter((b) => b !== own)) })
    this.owned.delete(of)
  }

  /** @param {M.Rect} b @param {string} [but] whose to overlook @param {string} [only] whose alone to mind */
  hit(b, but, only) {
    return Boxes.each(b, (k) => (this.cells.get(k) || []).some((o) =>
      (!but || o.of !== but) && (!only || o.of === only) && o.x < b.x + b.w && o.x + o.w > b.x && o.y < b.y + b.h && o.y + o.h > b.y))
  }

  /** How many are touched, up to a limit. @param {M.Rect} b */
  count(b, limit = 5) {
    /** @type {Set<M.Rect>} */
    const seen = new Set()
    Boxes.each(b, (k) => {
      for (const o of this.cells.get(k) || []) if (o.x < b.x + b.w && o.x + o.w > b.x && o.y < b.y + b.h && o.y + o.h > b.y) seen.add(o)
      return seen.size >= limit
    })
    return Math.min(limit, seen.size)
  }
}

export class Placer {
  /**
   * @param {Boxes} hard what no text may touch
   * @param {Boxes} soft what texts rather avoid
   * @param {M.Rect} port  what can be seen; texts are wholly in it or wholly out of it
   * @param {Map<string, number>} [before] places of the last time, kept if they can be
   */
  constructor(hard, soft, port, before = new Map()) {
    this.hard = hard
    this.soft = soft
    this.port = port
    this.before = before
    /** @type {Map<string, M.Placed>} */
    this.placed = new Map()
  }

  /**
   * Names first, all of them; then notes where there is still room, then what
   * has no name. If that finds none, it goes before the notes. At last one
   * neighbour may step aside for a note.
   * @param {M.Block[]} blocks @param {M.Block[]} [nameless]
   */
  place(blocks, nameless = []) {
    const names = () => blocks.forEach((b) => this.put(b, b.name, false))
    const notes = () => blocks.forEach((b) => b.full && this.placed.has(b.id) && this.put(b, b.full, true))
    const others = () => nameless.forEach((b) => this.put(b, b.name, false))
    names()
    notes()
    others()
    if (blocks.length && nameless.some((b) => !this.placed.has(b.id))) {
      for (const b of [...blocks, ...nameless]) this.take(b.id)
      names()
      others()
      notes()
    }
    for (const b of blocks) if (b.full && this.placed.get(b.id)?.full === false) this.makeRoom(b, blocks)
  }

  /** @param {string} id */
  take(id) {
    this.hard.remove(id)
    this.placed.delete(id)
  }

  /** @param {M.Block} b @param {M.Block[]} blocks */
  makeRoom(b, blocks) {
    for (const o of blocks) {
      const was = this.placed.get(o.id), own = this.placed.get(b.id)
      if (o === b || !was || !own || Math.abs(was.x - own.x) > 400 || Math.abs(was.y - own.y) > 120) continue
      this.take(o.id)
      this.put(b, /** @type {M.Size} */ (b.full), true)
      if (this.placed.get(b.id)?.full) {
        this.put(o, was.full && o.full ? o.full : o.name, was.full)
        if (this.placed.has(o.id)) return
      }
      // Nothing gained: as it was.
      for (const [block, at] of /** @type {[M.Block, M.Placed][]} */ ([[b, own], [o, was]])) {
        this.hard.remove(block.id)
        this.hard.add(grow(at, block.clear ?? 1), block.id)
        this.placed.set(block.id, at)
      }
    }
  }

  /** @param {M.Block} b @param {M.Size} size @param {boolean} full */
  put(b, size, full) {
    const spots = b.spots(size)
    let best = -1, least = Infinity
    const last = this.before.get(b.id)
    for (let i = 0; i < spots.length; i++) {
      if (i - 1.5 >= least) break
      const s = grow(spots[i], b.clear ?? 1)
      if (!this.seen(spots[i]) || this.hard.hit(s, b.id) || (b.ok && !b.ok(spots[i]))) continue
      const touched = this.soft.count(s)
      if (touched > (b.most ?? Infinity)) continue
      const cost = i + 2.5 * touched - (i === last ? 1.5 : 0)
      if (cost < least) {
        least = cost
        best = i
      }
    }
    if (best < 0) return
    if (full) this.hard.remove(b.id)
    this.hard.add(grow(spots[best], b.clear ?? 1), b.id)
    this.placed.set(b.id, { ...spots[best], full, spot: best })
  }

  /** @param {M.Rect} s */
  seen(s) {
    const p = this.port, M = 4
    const out = s.x > p.x + p.w || s.x + s.w < p.x || s.y > p.y + p.h || s.y + s.h < p.y
    return out || (s.x >= p.x + M && s.x + s.w <= p.x + p.w - M && s.y >= p.y + M && s.y + s.h <= p.y + p.h - M)
  }
}

/** @param {M.Rect} b @param {number} by */
const grow = (b, by) => ({ x: b.x - by, y: b.y - by, w: b.w + 2 * by, h: b.h + 2 * by })

/**
 * Round a mark: right, left (also a little further off), below, above.
 * @param {number} x @param {number} y @param {number} half half the mark's width
 * @returns {(size: M.Size) => M.Place[]}
 */
export function aroundPoint(x, y, half, gap = 6) {
  return ({ w, h }) => {
    const off = half + gap, top = y - h / 2
    /** @type {M.Place[]} */
    const out = [
      { x: x + off, y: top, w, h, align: 'start' },
      { x: x - off - w, y: top, w, h, align: 'end' },
      { x: x + off + 10, y: top, w, h, align: 'start' },
      { x: x - off - 10 - w, y: top, w, h, align: 'end' },
    ]
    for (const yy of [y + half + 2, y - half - 2 - h]) {
      out.push({ x: x - w / 2, y: yy, w, h, align: 'middle' })
      out.push({ x: x + half - w, y: yy, w, h, align: 'end' })
      out.push({ x: x - half, y: yy, w, h, align: 'start' })
    }
    return out
  }
}

/**
 * Beside a shape, at several heights, as near as its outline lets it.
 * @param {[number, number][][]} outline @param {number[]} levels shares of its height, best first
 * @returns {(size: M.Size) => M.Place[]}
 */
export function besideShape(outline, levels, gap = 10) {
  let top = Infinity, low = -Infinity, left = Infinity, right = -Infinity
  for (const part of outline) for (const [x, y] of part) {
    top = Math.min(top, y)
    low = Math.max(low, y)
    left = Math.min(left, x)
    right = Math.max(right, x)
  }
  return ({ w, h }) => {
    /** @type {M.Place[]} */
    const out = []
    for (const f of levels) {
      const y = top + (low - top) * f - h / 2
      const [min, max] = extent(outline, y - 8, y + h + 8)
      if (min > max) continue
      out.push({ x: max + gap, y, w, h, align: 'start' }, { x: min - gap - w, y, w, h, align: 'end' })
    }
    const mid = (left + right) / 2 - w / 2
    out.push({ x: mid, y: low + gap / 2, w, h, align: 'middle' }, { x: mid, y: top - gap / 2 - h, w, h, align: 'middle' })
    return out
  }
}

/** Least and greatest x of an outline between two heights. @param {[number, number][][]} outline @param {number} y0 @param {number} y1 */
export function extent(outline, y0, y1) {
  let min = Infinity, max = -Infinity
  const see = (/** @type {number} */ x) => {
    if (x < min) min = x
    if (x > max) max = x
  }
  for (const part of outline) {
    for (let i = 0; i < part.length; i++) {
      const [x, y] = part[i]
      if (y >= y0 && y <= y1) see(x)
      if (!i) continue
      const [px, py] = part[i - 1]
      for (const level of [y0, y1]) if (py < level !== y < level) see(px + ((x - px) * (level - py)) / (y - py))
    }
  }
  return [min, max]
}
