// The strip of dates: two sliders over the picture that the server draws.
import { dateLocale, say } from '../map/words.js'
import { datetimeAt, snapEnd, snapStart, spoken } from './range.js'

/** @param {string} id @returns {HTMLInputElement | null} */
const input = id => /** @type {HTMLInputElement | null} */ (document.getElementById(id))

/** @param {(datetime: string, done: boolean) => void} onRange */
export function createDates(onRange) {
  const strip = document.getElementById('strip')
  const from = input('slide-from')
  const to = input('slide-to')
  if (!strip || !from || !to) return null
  const { starts = '[]', ends = '[]', left, total } = strip.dataset
  /** @type {import('./range.js').Scale} */
  const scale = { left: Number(left), total: Number(total), starts: JSON.parse(starts), ends: JSON.parse(ends) }
  let a = Number(from.value)
  let b = Number(to.value)

  function tell() {
    const [first, last] = datetimeAt(scale, a, b).split('/')
    from?.setAttribute('aria-valuetext', a > 0 ? spoken(first, dateLocale()) : say('app.no_beginning'))
    to?.setAttribute('aria-valuetext', b < scale.total ? spoken(last ?? first, dateLocale()) : say('app.no_end'))
  }

  /** Labels under a grip are hidden. */
  function clear() {
    const box = strip?.querySelector('.plot')?.getBoundingClientRect()
    if (!box?.width) return
    const back = getComputedStyle(/** @type {HTMLElement} */ (strip)).direction === 'rtl' // time runs from right to left
    const grips = [a, b].map(v => (back ? box.right - (v / scale.total) * box.width : box.left + (v / scale.total) * box.width))
    for (const text of strip?.querySelectorAll('text') ?? []) {
      const r = text.getBoundingClientRect()
      text.classList.toggle('under', grips.some(x => r.left < x + 9 && r.right > x - 9))
    }
  }

  function draw() {
    const band = strip?.querySelector('.band')
    const whole = a <= 0 && b >= scale.total
    band?.setAttribute('x', `${(a / scale.total) * 100}%`)
    band?.setAttribute('width', `${((b - a) / scale.total) * 100}%`)
    if (whole) band?.setAttribute('visibility', 'hidden')
    else band?.removeAttribute('visibility')
    clear()
  }

  for (const slider of [from, to]) {
    slider.addEventListener('input', () => {
      if (slider === from) a = snapStart(scale, Number(from.value), a, b)
      else b = snapEnd(scale, Number(to.value), b, a)
      from.value = String(a)
      to.value = String(b)
      tell()
      draw()
      onRange(datetimeAt(scale, a, b), false)
    })
    slider.addEventListener('change', () => onRange(datetimeAt(scale, a, b), true))
  }
  new ResizeObserver(clear).observe(strip)
  tell()

  return {
    /** After the page was brought up to date. */
    refresh() {
      if (document.activeElement !== from) a = Number(from.value)
      if (document.activeElement !== to) b = Number(to.value)
      tell()
      clear()
    },
  }
}
