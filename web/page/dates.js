// The strip of dates: two sliders over the picture that the server draws.
import { dateLocale, say } from '../map/words.js'
import { reducedMotion } from '../map/dom.js'
import { datetimeAt, snapEnd, snapStart, spoken, stepped } from './range.js'

/** Milliseconds from step to step. */
const PACE = 1200

/** @param {string} id @returns {HTMLInputElement | null} */
const input = id => /** @type {HTMLInputElement | null} */ (document.getElementById(id))

/** @param {(datetime: string, done: boolean) => void} onRange @param {() => boolean} busy whether the last step is not shown yet */
export function createDates(onRange, busy) {
  const strip = document.getElementById('strip')
  const from = input('slide-from')
  const to = input('slide-to')
  if (!strip || !from || !to) return null
  /** @returns {import('./range.js').Scale} */
  const readScale = () => {
    const { starts = '[]', ends = '[]', left, total } = strip.dataset
    return { left: Number(left), total: Number(total), starts: JSON.parse(starts), ends: JSON.parse(ends) }
  }
  let scale = readScale()
  let known = JSON.stringify(scale)
  let a = Number(from.value)
  let b = Number(to.value)

  function tell() {
    const [first, last] = datetimeAt(scale, a, b).split('/')
    from?.setAttribute('aria-valuetext', a > 0 ? spoken(first, dateLocale()) : say('app.no_beginning'))
    to?.setAttribute('aria-valuetext', b < scale.total ? spoken(last ?? first, dateLocale()) : say('app.no_end'))
  }

  /** Where the labels stand, in pixels from the side where time begins: no filter moves them. @type {{left: number, right: number}[]} */
  let stands = []
  let wide = 0

  function measure() {
    const box = strip?.querySelector('.plot')?.getBoundingClientRect()
    wide = box?.width ?? 0
    if (!box || !wide) return
    const back = getComputedStyle(/** @type {HTMLElement} */ (strip)).direction === 'rtl' // time runs from right to left
    stands = [...strip?.querySelectorAll('text') ?? []].map(text => {
      const r = text.getBoundingClientRect()
      return back ? { left: box.right - r.right, right: box.right - r.left } : { left: r.left - box.left, right: r.right - box.left }
    })
    clear()
  }

  /** Labels under a grip are hidden. */
  function clear() {
    if (!wide) return
    const grips = [a, b].map(v => (v / scale.total) * wide)
    strip?.querySelectorAll('text').forEach((text, i) => {
      text.classList.toggle('under', !!stands[i] && grips.some(x => stands[i].left < x + 9 && stands[i].right > x - 9))
    })
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

  /** @param {number} first @param {number} last */
  function move(first, last) {
    [a, b] = [first, last]
    if (from) from.value = String(a)
    if (to) to.value = String(b)
    tell()
    draw()
  }

  // Nothing moves unasked: with reduced motion each press is one step.
  const play = document.getElementById('play')
  let playing = 0
  const label = () => { if (play) play.textContent = say(reducedMotion() ? 'app.step' : playing ? 'app.pause' : 'app.play') }
  const stop = () => {
    clearInterval(playing)
    playing = 0
    label()
  }
  const step = () => {
    if (playing && busy()) return
    const next = stepped(scale, a, b)
    if (!next) return stop()
    move(...next)
    onRange(datetimeAt(scale, a, b), true)
  }
  if (play) {
    play.hidden = !scale.starts.length
    label()
    play.addEventListener('click', () => {
      if (playing) return stop()
      // At the end it begins anew.
      if (!stepped(scale, a, b)) move(0, scale.total)
      step()
      if (reducedMotion()) return
      playing = setInterval(step, PACE)
      label()
    })
    document.addEventListener('keydown', e => { if (e.key === 'Escape') stop() })
  }

  for (const slider of [from, to]) {
    slider.addEventListener('input', () => {
      stop()
      if (slider === from) move(snapStart(scale, Number(from.value), a, b), b)
      else move(a, snapEnd(scale, Number(to.value), b, a))
      onRange(datetimeAt(scale, a, b), false)
    })
    slider.addEventListener('change', () => onRange(datetimeAt(scale, a, b), true))
  }
  new ResizeObserver(measure).observe(strip)
  tell()

  return {
    /** After the page was brought up to date. */
    refresh() {
      scale = readScale()
      if (known !== JSON.stringify(scale)) {
        // The desk has changed the map: where a grip stands is another day.
        known = JSON.stringify(scale)
        from.max = to.max = String(scale.total)
        stop()
        if (play) play.hidden = !scale.starts.length
        move(Number(strip.dataset.from), Number(strip.dataset.to))
        return measure()
      }
      if (document.activeElement !== from) a = Number(from.value)
      if (document.activeElement !== to) b = Number(to.value)
      tell()
      clear()
    },
  }
}
