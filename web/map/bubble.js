// @ts-check
/** A small note at a place of the map, for what has no card. */
import { html, svg } from './dom.js'
import { say } from './words.js'

/** @param {HTMLElement} host */
export function createBubble(host) {
  /** @type {HTMLElement|null} */
  let el = null
  /** @type {(() => void)|null} */
  let leave = null

  const close = (back = false) => {
    const l = leave, held = el?.contains(document.activeElement)
    el?.remove()
    el = leave = null
    if ((back || held) && l) l()
  }
  const away = (/** @type {Event} */ ev) => {
    if (el && !el.contains(/** @type {Node} */ (ev.target))) close()
  }
  document.addEventListener('pointerdown', away, true)

  return {
    close,
    /** @param {string} label @param {(Node|string)[]} kids @param {number} x @param {number} y pixels of the host @param {() => void} onLeave where the focus goes back to */
    show(label, kids, x, y, onLeave) {
      close()
      leave = onLeave
      const shut = html('button', { type: 'button', class: 'shut', 'aria-label': say('map.close') },
        svg('svg', { viewBox: '0 0 14 14', width: 14, height: 14, 'aria-hidden': 'true' }, svg('path', { d: 'M2 2l10 10M12 2L2 12' })))
      shut.addEventListener('click', () => close(true))
      el = html('div', { class: 'bubble', role: 'dialog', 'aria-label': label, tabindex: '-1' }, shut, ...kids)
      el.addEventListener('keydown', (ev) => {
        if (ev.key !== 'Escape') return
        close(true)
        ev.stopPropagation()
      })
      host.append(el)
      el.style.left = Math.max(4, Math.min(x + 8, host.clientWidth - el.offsetWidth - 4)) + 'px'
      el.style.top = Math.max(4, Math.min(y + 8, host.clientHeight - el.offsetHeight - 4)) + 'px'
      el.focus({ preventScroll: true })
    },
    destroy() {
      close()
      document.removeEventListener('pointerdown', away, true)
    },
  }
}
