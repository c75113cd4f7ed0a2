// @ts-check
/** The insets of a map: where groups that are out of view stand in it. */
import { createInset, insetSize, corner, meet, wayTo } from './inset.js'
import { shiftTo } from './mercator.js'

const MOST = 2

/** @param {{element: HTMLElement, compact: boolean, ground: any, show(g: M.Group): void, leave(): void}} o leave: the inset with the focus is gone */
export function createInsets({ element, compact, ground, show, leave }) {
  /** @type {{inset: ReturnType<typeof createInset>, group: M.Group|null}[]} */
  const all = []
  for (let i = 0; i < MOST; i++) {
    const own = { inset: createInset(() => own.group && show(own.group)), group: /** @type {any} */ (null) }
    all.push(own)
    element.append(own.inset.el)
  }

  /** @param {HTMLElement} el */
  function hide(el) {
    if (el.contains(document.activeElement)) leave()
    el.hidden = true
  }

  return {
    /** Those that are there. */
    shown: () => all.filter((own) => own.group).map((own) => own.inset.el),
    /**
     * Groups that are out of view get an inset each.
     * @param {M.Group[]} groups @param {(g: M.Group) => boolean} outOfView @param {M.Entry[]} entries these are kept clear of
     * @param {{scale: number, x: number, y: number, centre: number, w: number, h: number}} v pixels of the world and the map's corner in them, the
     *   map's middle in worlds, its size
     * @param {M.Rect[]} closed what else stands on the map @param {M.Rect|null} over the open card
     */
    place(groups, outOfView, entries, v, closed, over) {
      const hidden = groups.filter(outOfView).slice(0, MOST)
      all.forEach((own, i) => {
        own.group = hidden[i] || null
        if (own.group) own.inset.el.hidden = false
        else hide(own.inset.el)
      })
      if (!hidden.length) return
      const main = groups.find((g) => !hidden.includes(g)) || groups[0]
      const size = insetSize(v.w, compact)
      const margin = v.w < 600 ? 8 : compact ? 12 : 16
      const busy = entries.flatMap((e) => (e.rings.length ? e.rings[0].filter((_, i, ring) => i % Math.ceil(ring.length / 12) === 0) : e.points.length ? e.points : e.lines[0]))
        .map(([x, y]) => ({ x: (x + shiftTo(x, v.centre)) * v.scale - v.x, y: y * v.scale - v.y }))
      const taken = over ? [...closed, over] : [...closed]
      for (const own of all) {
        if (!own.group) break
        const way = main === own.group ? null : wayTo(own.group, main)
        own.inset.show(own.group, way?.text ?? '', size, ground)
        const at = corner({ w: own.inset.el.offsetWidth, h: own.inset.el.offsetHeight }, v.w, v.h, busy, taken, way?.side ?? 'north', margin)
        // The card leaves no room for it.
        if (over && (meet(at, over) || at.y < 0 || at.y + at.h > v.h)) {
          hide(own.inset.el)
          own.group = null
          continue
        }
        own.inset.el.style.left = at.x + 'px'
        own.inset.el.style.top = at.y + 'px'
        taken.push(at)
      }
    },
  }
}
