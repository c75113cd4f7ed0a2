// The embed with its map open: the same state in a frame.
import { say } from '../map/words.js'
import { createApp } from './app.js'

/** Milliseconds after which the map is shown in any case. */
const PATIENCE = 4000

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

/** Puts what came later where it belongs. @param {Document} rest */
function fillIn(rest) {
  const put = (/** @type {Element | null} */ into, /** @type {Element | null} */ what) => what && into?.append(document.importNode(what, true))
  put(byId('embed-dates'), rest.getElementById('dates'))
  put(byId('list'), rest.querySelector('.entries'))
  const footer = rest.querySelector('footer')
  if (footer) document.querySelector('footer')?.replaceChildren(...document.importNode(footer, true).childNodes)
}

/**
 * Shows the map as soon as there is something on it; until then the picture stays.
 * @param {HTMLElement} map
 */
function shown(map) {
  return /** @type {Promise<void>} */ (new Promise(resolve => {
    const done = () => {
      watch.disconnect()
      clearTimeout(late)
      resolve()
    }
    const ready = () => map.querySelector('.stage [data-id], .tiles canvas, .tiles img') && !map.querySelector('.leaflet-base-pane.waiting')
    const watch = new MutationObserver(() => ready() && done())
    watch.observe(map, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })
    const late = setTimeout(done, PATIENCE)
  }))
}

/** @param {Document} rest of the embed: list, dates, footer */
export function start(rest) {
  const main = byId('top'), map = byId('map'), list = byId('list'), poster = byId('poster')
  const held = poster.contains(document.activeElement) || document.activeElement?.id === 'open-map'
  fillIn(rest)
  // Nothing on the map may move when it takes the place of the picture, whose view depends on the frame.
  const img = /** @type {HTMLImageElement} */ (poster.querySelector('img'))
  const view = new URL(img.currentSrc || img.src, location.href).searchParams.get('view')
  if (view) main.dataset.view = view
  map.classList.add('coming')
  map.hidden = false
  if (held) map.focus({ preventScroll: true })
  const app = createApp({ compact: true })
  shown(map).then(() => {
    const stage = map.querySelector('.stage')
    if (stage instanceof HTMLElement && document.activeElement === map) stage.focus({ preventScroll: true })
    map.classList.remove('coming')
    poster.hidden = true
  })

  const back = document.createElement('button')
  back.type = 'button'
  back.className = 'button back'
  back.textContent = say('app.back')
  back.hidden = true
  list.prepend(back)
  let before = app.query()

  /** @param {boolean} on */
  function listed(on) {
    main.classList.toggle('listed', on)
    back.hidden = !on
  }

  /** Shows the list, as the address of a page has it. @param {URL} to */
  async function showList(to) {
    if (back.hidden) before = new URLSearchParams(app.query())
    const key = to.searchParams.get('open')
    listed(true)
    list.scrollTop = 0
    back.focus()
    await app.go(to.searchParams, false)
    const row = key && list.querySelector(`[data-key="${CSS.escape(key)}"]`)
    if (!row) return
    row.querySelector('details')?.setAttribute('open', '')
    row.scrollIntoView({ block: 'start', behavior: 'instant' })
  }

  back.addEventListener('click', () => {
    listed(false)
    app.go(before, false)
    const link = document.querySelector('footer a')
    if (link instanceof HTMLElement) link.focus()
  })
  list.addEventListener('click', e => {
    if (e.target instanceof Element && e.target.closest('a[data-open]')) listed(false)
  })

  const set = document.getElementById('set-dates')
  set?.addEventListener('click', () => set.setAttribute('aria-expanded', String(document.getElementById('dates')?.classList.toggle('set'))))
  const button = document.getElementById('all-dates')
  const dates = byId('embed-dates')
  button?.addEventListener('click', () => {
    dates.hidden = !dates.hidden
    dates.firstElementChild?.classList.add('open')
    button.setAttribute('aria-expanded', String(!dates.hidden))
    if (!dates.hidden) document.getElementById('slide-from')?.focus()
  })
  return { showList }
}
