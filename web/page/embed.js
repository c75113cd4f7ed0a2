// The embed: the same state in a frame.
import { say } from '../map/words.js'
import { createApp } from './app.js'
import './height.js'

const app = createApp({ compact: true, wheel: false })

// A frame's sandbox may forbid tabs, and says so to nobody. The page itself is
// not framed, so that its links lead to the list in here.
const main = /** @type {HTMLElement} */ (document.getElementById('top'))
const list = /** @type {HTMLElement} */ (document.getElementById('list'))
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

/** @param {URL} to */
async function showList(to) {
  if (back.hidden) before = new URLSearchParams(app.query())
  const key = to.searchParams.get('open')
  listed(true)
  list.scrollTop = 0
  back.focus()
  await app.go(to.searchParams, false)
  const row = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`)
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
document.addEventListener('click', e => {
  if (self.origin !== 'null' || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
  const link = e.target instanceof Element ? e.target.closest('a') : null
  if (link?.target !== '_blank') return
  e.preventDefault()
  // With noopener there would be no telling whether it opened.
  const tab = open(link.href, '_blank')
  if (!tab) return showList(new URL(link.href))
  try { tab.opener = null } catch { /* it is elsewhere already */ }
})

const button = document.getElementById('all-dates')
const dates = document.getElementById('embed-dates')
button?.addEventListener('click', () => {
  if (!dates) return
  dates.hidden = !dates.hidden
  dates.firstElementChild?.classList.add('open')
  button.setAttribute('aria-expanded', String(!dates.hidden))
  if (!dates.hidden) document.getElementById('slide-from')?.focus()
})
