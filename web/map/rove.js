// @ts-check
/** The keys of the map. One tab stop for all marks: arrow keys step through them by date; before them they move the map. */

/** @type {Record<string, M.XY>} */
const WAYS = { ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowUp: [0, -1] }
/** The map is moved by so many pixels, with Shift by three times as many. */
const STEP = 80

/**
 * @param {HTMLElement} stage
 * @param {{activate(t: M.Thing): void, escape(): void, reach(t: M.Thing): void, zoom(by: number, t?: M.Thing): void, pan(dx: number, dy: number): void, leave(): void}} does
 *   zoom: round a mark, if it has the focus; leave: no mark can have the focus any more
 */
export function createRove(stage, does) {
  /** @type {M.Thing[]} */
  let things = []
  let current = ''
  /** of the entry that the reader went to, which a group may take in for a while */
  let key = ''

  const find = (/** @type {EventTarget|null} */ target) => {
    const id = target instanceof Element && target.getAttribute('data-id')
    return id ? things.find((t) => t.id === id) : undefined
  }
  const mark = (/** @type {M.Thing} */ t) => {
    things.find((o) => o.id === current)?.el.setAttribute('tabindex', '-1')
    current = t.id
    t.el.setAttribute('tabindex', '0')
  }
  const go = (/** @type {M.Thing} */ t) => {
    if (!t.entries.some((e) => e.key === key)) key = t.entries[0].key
    mark(t)
  }
  const focus = (/** @type {M.Thing} */ t) => {
    go(t)
    t.el.focus({ preventScroll: true })
  }

  stage.addEventListener('focusin', (ev) => {
    const t = find(ev.target)
    if (!t) return
    go(t)
    // By Tab it is come to where it is, be that under a card.
    if (t.el.matches(':focus-visible') && ev.relatedTarget && !find(ev.relatedTarget)) does.reach(t)
  })
  stage.addEventListener('keydown', (ev) => {
    if (ev.key === 'Escape') does.escape()
    if (ev.ctrlKey || ev.altKey || ev.metaKey) return
    const t = find(ev.target), way = WAYS[ev.key], far = ev.shiftKey ? 3 * STEP : STEP
    const by = { '+': 1, '=': 1, '-': -1, _: -1 }[ev.key]
    if (by) does.zoom(by, t)
    else if (!t) {
      if (!way) return
      does.pan(way[0] * far, way[1] * far)
    } else {
      const to = way ? things.indexOf(t) + way[0] + way[1] : { Home: 0, End: -1 }[ev.key]
      if (to !== undefined) {
        const next = things[(to + things.length) % things.length]
        focus(next)
        does.reach(next)
      } else if (ev.key === 'Enter' || ev.key === ' ') does.activate(t)
      else return
    }
    ev.preventDefault()
    ev.stopPropagation()
  })

  return {
    find,
    focus,
    /** New things are on the map; the focus stays where it was. @param {M.Thing[]} list @param {boolean} held whether a mark had the focus */
    update(list, held) {
      things = [...list].sort((a, b) => first(a) - first(b) || a.entries[0].order - b.entries[0].order)
      const t = things.find((o) => o.entries.some((e) => e.key === key)) || things.find((o) => o.id === current) || things[0]
      current = ''
      if (!t) {
        if (held) does.leave()
        return
      }
      mark(t)
      if (held) t.el.focus({ preventScroll: true })
    },
    /** @param {string} key */
    byKey: (key) => things.find((t) => t.entries.some((e) => e.key === key)),
  }
}

/** @param {M.Thing} t */
const first = (t) => t.entries.reduce((m, e) => Math.min(m, e.date), Infinity)
