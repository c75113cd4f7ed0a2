// @ts-check
/** Layers too large to be drawn one by one: what the map does for them. What draws them is loaded when there are any. */
import { html } from './dom.js'
import { project, unproject } from './mercator.js'
import { readEntries } from './entries.js'
import { words } from './words.js'

/** A feature with more points than this is outlined by its tiles instead. */
const MOST_POINTS = 5000
/** While the map is dragged, tiles are asked for after so many milliseconds. */
const PACE = 150

/**
 * @param {{element: HTMLElement, stage: HTMLElement, shapes: Element, texts: Element, lang: string, changed(): void, failed(failed: boolean): void,
 *   locate?(key: string): Promise<any>}} o changed: names are to be placed anew
 */
export function createTiled({ element, stage, shapes, texts, lang, changed, failed, locate }) {
  /** @type {T.Tiled[]} */
  let list = []
  /** @type {ReturnType<typeof import('../tiles/tiles.js').createTiles>|null} */
  let tiles = null
  /** @type {typeof import('../tiles/entry.js')|null} */
  let code = null
  /** @type {{v: M.View, port: M.Rect, zoom: number, size: number}|null} */
  let view = null
  /** The chosen entry, if it is of such a layer. @type {M.Entry|null} */
  let chosen = null
  let timer = 0, gone = false
  const note = html('div', { class: 'tiles-note', role: 'img', tabindex: 0, hidden: true })
  stage.before(note)

  async function load() {
    try {
      const [made, read] = await Promise.all([import('../tiles/tiles.js'), import('../tiles/entry.js')])
      if (gone) return
      code = read
      tiles ??= made.createTiles({ over: shapes, texts, settled(not) {
        failed(not)
        changed()
      } })
      tiles.set(list)
      if (view) tiles.draw(view)
    } catch (error) {
      console.error(error)
      failed(true)
    }
  }

  /** @param {string} key */
  const ours = (key) => list.some((l) => key.startsWith(l.layer + '/'))

  const api = {
    /** @param {any} given */
    set(given) {
      list = layersOf(given)
      note.hidden = !list.length
      note.setAttribute('aria-label', words.tiled(list))
      note.textContent = words.tiled(list)
      if (tiles) tiles.set(list)
      else if (list.length) load()
    },
    /** What stands for the layers where the first view is found. @returns {M.Entry[]} */
    stands: (of = list) => of.filter((l) => l.matched > 0).map((l, i) => {
      const [x0, y0] = project(l.bounds[0], l.bounds[3]), [x1, y1] = project(l.bounds[2], l.bounds[1])
      const box = [x0, y0, x1 < x0 ? x1 + 1 : x1, y1]
      return {
        key: l.layer + '/', order: 1e9 + i, name: '', title: '', look: 'plain', place: '', label: '', said: '', corrected: false, date: Infinity, move: null,
        movement: false, points: [], lines: [], rings: [[[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]]]], radius: -1, box,
        anchor: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], many: l.matched,
      }
    }),
    /** @param {{v: M.View, port: M.Rect, zoom: number, size: number}} next */
    draw(next) {
      view = next
      if (list.length || tiles) tiles?.draw(view)
    },
    /** The map is being dragged. @param {() => M.Rect|null} port what is seen of the picture */
    moved(port) {
      if (!tiles || !list.length) return
      timer ||= window.setTimeout(() => {
        timer = 0
        const seen = port()
        if (seen) tiles?.moved(seen)
      }, PACE)
    },
    busy: () => (list.length && tiles ? tiles.busy() : []),
    retry() {
      if (tiles) tiles.retry()
      else load()
    },
    /** @param {number} x @param {number} y pixels of the picture @param {boolean} touch @returns {T.Hits} */
    hits: (x, y, touch) => (list.length && tiles ? tiles.hits(x, y, touch) : { firm: [], loose: [] }),
    /** What is under a press, as an entry; its key is empty if it has none. @param {T.Hit} hit @returns {M.Entry} */
    entryOf: (hit) => /** @type {NonNullable<typeof code>} */ (code).entryOf(hit, /** @type {any} */ (view).v, lang),
    /** @param {T.Hit} hit @returns {[string, string][]} */
    factsOf: (hit) => /** @type {NonNullable<typeof code>} */ (code).factsOf(hit.tile.properties(hit.of), lang),
    /** Where a group is, and the box that holds its points. @param {T.Ring} ring */
    placeOf: (ring) => /** @type {NonNullable<typeof code>} */ (code).placeOf(ring, /** @type {any} */ (view).v),
    /** The chosen entry as far as the scene can draw it. @param {string|null} key */
    chosen(key) {
      if (!chosen || chosen.key !== key) return null
      // Nearer tiles know better where it is.
      const at = chosen.points.length === 1 && chosen.radius < 0 && !chosen.exact && code && view && tiles ? code.pointOf(tiles.find(chosen.key), view.v) : null
      if (at) chosen = { ...chosen, points: [at], anchor: at, box: [...at, ...at] }
      return chosen
    },
    /** Takes an entry for the chosen one before its card is there. @param {M.Entry|null} e */
    choose(e) {
      chosen = e
    },
    /** Finds an entry of these layers. @param {string} key @returns {Promise<M.Entry|null>} */
    async find(key) {
      if (chosen?.key === key) return chosen
      if (!ours(key)) return null
      try {
        const [feature, { indexed }] = await Promise.all([locate?.(key), import('../tiles/model.js')])
        const [e] = feature ? readEntries({ features: [indexed(key, feature, lang)] }) : []
        if (!e) return null
        const large = [...e.lines, ...e.rings].reduce((n, part) => n + part.length, 0) > MOST_POINTS
        return { ...e, order: 1e9, exact: true, ...(large && { lines: [], rings: [] }) }
      } catch {
        return null
      }
    },
    ours,
    /** @param {string|null} selected @param {string|null} hovered */
    light(selected, hovered) {
      if (!tiles) return
      const lit = []
      if (hovered !== null && hovered !== selected && ours(hovered)) lit.push({ key: hovered, how: 'hovered' })
      // The scene draws it, if it can.
      if (selected !== null && ours(selected) && !(chosen?.key === selected && drawable(chosen))) lit.push({ key: selected, how: 'selected' })
      tiles.light(lit)
    },
    destroy() {
      gone = true
      clearTimeout(timer)
      tiles?.destroy()
      note.remove()
    },
  }

  // A mark can be pressed; the pointer says so.
  let asked = 0
  stage.addEventListener('pointermove', (ev) => {
    if (!tiles || !list.length || ev.pointerType === 'touch') return
    const { clientX, clientY, buttons } = ev
    asked ||= requestAnimationFrame(() => {
      asked = 0
      if (!view) return
      const a = element.getBoundingClientRect()
      const hits = buttons ? null : api.hits(clientX - a.left + view.port.x, clientY - a.top + view.port.y, false)
      stage.classList.toggle('over-mark', !!hits && hits.firm.length + hits.loose.length > 0)
    })
  })
  return api
}

/** @param {any} given @returns {T.Tiled[]} */
export const layersOf = (given) => (Array.isArray(given) ? given : []).filter((l) => l && typeof l.tiles === 'string' && Array.isArray(l.bounds))

/** @param {M.Entry} e */
export const drawable = (e) => e.points.length + e.lines.length + e.rings.length > 0

/** A box of the world in degrees, as a filter has it. @param {number[]} box */
export function degrees([x0, y0, x1, y1]) {
  const turn = Math.floor(x0)
  const [w, n] = unproject(x0 - turn, y0), [e, s] = unproject(x1 - turn, y1)
  return [w, s, e > 180 ? e - 360 : e, n].map((d) => Math.round(d * 1e6) / 1e6)
}
