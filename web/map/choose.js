// @ts-check
/** A small menu where one press could mean several entries. */
import { html, svg } from './dom.js'
import { say } from './words.js'

const MOST = 100

/** @param {HTMLElement} host */
export function createChooser(host) {
  /** @type {HTMLElement|null} */
  let menu = null
  /** @type {(() => void)|null} */
  let leave = null

  const close = (back = false) => {
    const l = leave, held = menu?.contains(document.activeElement)
    menu?.remove()
    menu = leave = null
    if ((back || held) && l) l()
  }
  const away = (/** @type {Event} */ ev) => {
    if (menu && !menu.contains(/** @type {Node} */ (ev.target))) close()
  }
  document.addEventListener('pointerdown', away, true)

  return {
    close,
    get open() { return !!menu },
    destroy() {
      close()
      document.removeEventListener('pointerdown', away, true)
    },
    /**
     * @param {M.Entry[]} entries @param {number} x @param {number} y pixels of the host
     * @param {(key: string) => void} choose @param {() => void} onLeave where the focus goes back to
     */
    show(entries, x, y, choose, onLeave) {
      close()
      leave = onLeave
      const items = entries.slice(0, MOST).map((e) => {
        const look = svg('svg', { viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': 'true' }, svg('use', { href: '#sym-' + e.look }))
        const item = html('button', { type: 'button', role: 'menuitem', tabindex: '-1' }, look, html('span', { dir: 'auto' }, e.title || titleInList(e.key) || [e.label, e.name].filter(Boolean).join('. ')))
        item.addEventListener('click', () => {
          // The focus goes back first: whoever is told may take it further.
          close(true)
          choose(e.key)
        })
        return item
      })
      const rest = entries.length - items.length
      menu = html('div', { class: 'chooser' }, html('div', { role: 'menu', 'aria-label': say('map.choose') }, ...items),
        rest ? html('span', { class: 'rest' }, say('map.more', { n: rest })) : null)
      menu.addEventListener('keydown', (ev) => {
        const i = items.indexOf(/** @type {HTMLElement} */ (document.activeElement))
        const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: items.length - 1 }[ev.key]
        if (to !== undefined) items[(to + items.length) % items.length].focus()
        else if (ev.key === 'Escape' || ev.key === 'Tab') close(true)
        else return
        ev.preventDefault()
        ev.stopPropagation()
      })
      host.append(menu)
      const w = menu.offsetWidth, h = menu.offsetHeight
      menu.style.left = Math.max(4, Math.min(x + 8, host.clientWidth - w - 4)) + 'px'
      menu.style.top = Math.max(4, Math.min(y + 8, host.clientHeight - h - 4)) + 'px'
      items[0].focus()
    },
  }
}

/** What the list calls an entry, if it has it: the map knows the titles only that it writes. @param {string} key */
const titleInList = (key) => document.querySelector(`#list [data-key="${CSS.escape(key)}"] .name`)?.textContent?.trim() ?? ''
