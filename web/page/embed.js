// The embed: the same state in a frame.
import { createApp } from './app.js'

createApp({ compact: true, wheel: false })

const button = document.getElementById('all-dates')
const dates = document.getElementById('embed-dates')
button?.addEventListener('click', () => {
  if (!dates) return
  dates.hidden = !dates.hidden
  dates.firstElementChild?.classList.add('open')
  button.setAttribute('aria-expanded', String(!dates.hidden))
  if (!dates.hidden) document.getElementById('slide-from')?.focus()
})
