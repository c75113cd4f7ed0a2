// @ts-check
/** What moves the map, and what the page: the wheel and one finger scroll a page that can scroll. */

import { html } from './dom.js'
import { say } from './words.js'

/** Milliseconds that the hint stays. */
const HINT = 2500
/** The hint comes again after so many milliseconds in which nobody tried. */
const QUIET = 60_000

/** Whether there is anything else to scroll: asked each time, since windows are turned, resized and zoomed. */
function scrolls() {
  const page = document.documentElement
  return window.parent !== window || page.scrollHeight > page.clientHeight
}

/** @param {HTMLElement} el around Leaflet's own element */
export function shareGestures(el) {
  let last = -QUIET
  /** Says, to those who point, how the map is moved. @param {string} how */
  const tell = (how) => {
    const now = performance.now(), again = now - last < QUIET
    last = now
    if (again) return
    const hint = html('p', { class: 'gesture', 'aria-hidden': 'true' }, how)
    el.append(hint)
    setTimeout(() => hint.remove(), HINT)
  }
  // Pinches on a trackpad arrive as wheel with Ctrl.
  el.addEventListener('wheel', (ev) => {
    if (ev.ctrlKey || ev.metaKey || !scrolls()) return
    tell(say('map.gesture_wheel', { key: /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl' }))
    ev.stopPropagation()
  }, { capture: true, passive: true })
  // One finger belongs to the page, two to the map.
  let x = 0, y = 0
  el.addEventListener('touchstart', (ev) => {
    const [one] = ev.touches
    x = one.clientX
    y = one.clientY
    if (ev.touches.length === 1 && scrolls()) ev.stopPropagation()
  }, { capture: true, passive: true })
  el.addEventListener('touchmove', (ev) => {
    const [one] = ev.touches, dx = Math.abs(one.clientX - x)
    // Up and down scrolls the page; sideways nothing happens.
    if (ev.touches.length === 1 && dx > 30 && dx > Math.abs(one.clientY - y) && scrolls()) tell(say('map.gesture_touch'))
  }, { capture: true, passive: true })
}

/**
 * What lies under a press, marks and lines before areas.
 * @param {number} x @param {number} y client pixels @param {HTMLElement} stage
 * @returns {{ids: string[], areas: boolean}}
 */
export function under(x, y, stage) {
  /** @type {string[]} */
  const firm = []
  /** @type {string[]} */
  const loose = []
  for (const el of document.elementsFromPoint(x, y)) {
    if (!stage.contains(el)) continue
    const owner = el.closest('[data-id]')
    const id = owner?.getAttribute('data-id')
    if (!owner || !id) continue
    const list = owner.classList.contains('area') ? loose : firm
    if (!list.includes(id)) list.push(id)
  }
  return firm.length ? { ids: firm, areas: false } : { ids: loose, areas: true }
}
