// @ts-check
/** Buttons, scale, credits, and the word when the basemap is missing. */
import { html, svg } from './dom.js'
import { say, words } from './words.js'
import { EQUATOR, unproject } from './mercator.js'

/** @param {string} label @param {string} d */
function button(label, d) {
  return html('button', { type: 'button', 'aria-label': label, title: label },
    svg('svg', { viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': 'true' }, svg('path', { d })))
}

/** @param {{zoomIn(): void, zoomOut(): void, fit(): void}} does */
export function createButtons(does) {
  const plus = button(say('map.zoom_in'), 'M12 5v14M5 12h14')
  const minus = button(say('map.zoom_out'), 'M5 12h14')
  const fit = button(say('map.fit'), 'M5 9V5h4M15 5h4v4M19 15v4h-4M9 19H5v-4M9 9h6v6H9z')
  fit.classList.add('fit')
  plus.addEventListener('click', does.zoomIn)
  minus.addEventListener('click', does.zoomOut)
  fit.addEventListener('click', does.fit)
  const el = html('div', { class: 'buttons' }, plus, minus, fit)
  return {
    el,
    /** Pressed to the end they stay focusable, and say that they do nothing. @param {boolean} least @param {boolean} most */
    limits(least, most) {
      plus.setAttribute('aria-disabled', String(most))
      minus.setAttribute('aria-disabled', String(least))
    },
  }
}

export function createScale() {
  const text = html('span')
  const bar = html('div', { class: 'bar' })
  const el = html('div', { class: 'scale', 'aria-hidden': 'true' }, bar, text)
  return {
    el,
    /** @param {number} size pixels the world is wide @param {number} y height in the square */
    show(size, y) {
      const perPixel = (EQUATOR * Math.cos((unproject(0, y)[1] * Math.PI) / 180)) / size / 1000
      const most = perPixel * 110
      const power = 10 ** Math.floor(Math.log10(most))
      const km = power * (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1)
      bar.style.width = Math.round(km / perPixel) + 'px'
      text.textContent = words.scale(km)
    },
  }
}

/**
 * Says what is not there, each thing by its own sentence.
 * @param {Record<string, {says: string, retry(): void}>} what @param {() => void} leave where the focus goes once all is there
 */
export function createFailure(what, leave) {
  /** @type {Set<string>} */
  const failed = new Set()
  const again = html('button', { type: 'button' }, say('map.retry'))
  again.addEventListener('click', () => {
    for (const name of [...failed]) what[name].retry()
  })
  const el = html('div', { class: 'failure', role: 'status' })
  return {
    el,
    /** @param {string} name @param {boolean} now */
    show(name, now) {
      if (failed.has(name) === now) return
      if (now) failed.add(name)
      else failed.delete(name)
      const focused = el.contains(document.activeElement)
      el.replaceChildren(...(failed.size ? [[...failed].map((f) => what[f].says).join(' ') + ' ', again] : []))
      if (focused) failed.size ? again.focus() : leave()
    },
  }
}
