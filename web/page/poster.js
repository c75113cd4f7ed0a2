// The embed until its map is wanted: a picture of it. What draws the map comes
// when the reader asks for it.
import './height.js'
import { createFit } from './posterfit.js'

/** @typedef {Awaited<ReturnType<typeof import('./embed.js').start>>} Opened */

const main = /** @type {HTMLElement} */ (document.getElementById('top'))
const note = /** @type {HTMLElement} */ (document.getElementById('map-note'))
const poster = /** @type {HTMLAnchorElement} */ (document.getElementById('poster'))
const button = document.getElementById('open-map')
const { path = '', sheet = '', failed = '', lang = '' } = main.dataset

createFit(/** @type {HTMLElement} */ (poster.parentElement), /** @type {HTMLImageElement} */ (poster.querySelector('img')))

/** @type {Promise<Opened> | null} */
let opening = null

/** The list, the dates and the footer of the map. */
async function getRest() {
  const q = new URLSearchParams(location.search)
  q.delete('view')
  if (q.has('lang')) q.set('lang', lang)
  q.set('part', 'brief')
  const answer = await fetch(`${path}?${q}`, { headers: { Accept: 'text/html' } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** @returns {Promise<void>} when the map's style is there */
const getStyle = () => new Promise((resolve, reject) => {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = sheet
  link.onload = () => resolve()
  link.onerror = () => {
    link.remove()
    reject(new Error(`${sheet} was not loaded`))
  }
  document.head.append(link)
})

async function load() {
  // The map itself is asked for here as well, so that it need not wait for the rest.
  const [rest, { start }] = await Promise.all([getRest(), import('./embed.js'), getStyle(), import('../map/map.js')])
  return start(rest)
}

/** Once: the map in the picture's place. */
function openMap() {
  if (opening) return opening
  note.hidden = true
  for (const e of [poster, button]) e?.setAttribute('aria-disabled', 'true')
  opening = load()
  opening.catch(error => {
    console.error(error)
    opening = null
    for (const e of [poster, button]) e?.removeAttribute('aria-disabled')
    note.textContent = failed
    note.hidden = false
  })
  return opening
}

for (const e of [poster, button]) {
  // Without script they lead to the page.
  e?.setAttribute('role', 'button')
  e?.addEventListener('click', event => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    openMap().catch(() => {})
  })
  e?.addEventListener('keydown', event => {
    if (event.key !== ' ') return
    event.preventDefault()
    e.click()
  })
}

// A frame's sandbox may forbid tabs, and says so to nobody. The page itself is
// not framed, so that its links lead to the list in here.
document.addEventListener('click', e => {
  if (self.origin !== 'null' || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
  const link = e.target instanceof Element ? e.target.closest('a') : null
  if (link?.target !== '_blank') return
  e.preventDefault()
  // With noopener there would be no telling whether it opened.
  const tab = open(link.href, '_blank')
  if (!tab) return openMap().then(map => map.showList(new URL(link.href)), () => {})
  try { tab.opener = null } catch { /* it is elsewhere already */ }
})
