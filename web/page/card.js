// The card of an entry, made from what the list says of it.

import { say } from '../map/words.js'

const wide = matchMedia('(min-width: 1040px)')

const CROSS = 'M2 2l10 10M12 2L2 12'
const BACK = 'M9 2L4 7l5 5'
const ON = 'M5 2l5 5-5 5'

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {...(Node | string)} children
 */
function make(tag, className = '', ...children) {
  const e = document.createElement(tag)
  if (className) e.className = className
  e.append(...children)
  return e
}

/** Language and direction go where the text goes. @param {Element} to @param {Element | null} from */
function sameTongue(to, from) {
  for (const name of ['lang', 'dir']) {
    const value = from?.getAttribute(name)
    if (value) to.setAttribute(name, value)
  }
}

/** @param {() => void} press @param {string} [label] @param {string} [shape] */
export function closeButton(press, label = say('map.close'), shape = CROSS) {
  const b = make('button', 'close')
  b.setAttribute('type', 'button')
  b.setAttribute('aria-label', label)
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 14 14')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', shape)
  svg.append(path)
  b.append(svg)
  b.addEventListener('click', press)
  return b
}

/**
 * @param {HTMLElement} element
 * @param {{compact?: boolean, full?: (key: string) => string, onClose: () => void, onStep: (key: string) => void}} options
 */
export function createCard(element, { compact, full, onClose, onStep }) {
  /** @type {Element | null} */
  let opener = null
  /** @type {string | undefined} */
  let key

  /** To the entry before or after this one, in the order of the list. @param {number} by */
  function step(by) {
    const b = closeButton(() => {
      const { all, at } = inList()
      const to = all[at + by]?.dataset.key
      if (!to) return
      opener = null // the entry's own row stands in
      onStep(to)
    }, say(by < 0 ? 'app.previous' : 'app.next'), by < 0 ? BACK : ON)
    b.classList.add('step')
    b.dataset.step = String(by)
    b.setAttribute('aria-describedby', 'card-title')
    return b
  }

  function inList() {
    const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#list .entry')])
    return { all, at: all.findIndex(e => e.dataset.key === key) }
  }

  /** Says where in the list the entry is. What leads no further stays focusable. */
  function place() {
    const { all, at } = inList(), text = element.querySelector('.card-at')
    if (text) text.textContent = at < 0 ? '' : say('app.place', { n: at + 1, all: all.length })
    for (const b of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll('.step'))) {
      b.hidden = at < 0
      b.setAttribute('aria-disabled', String(!all[at + Number(b.dataset.step)]))
    }
  }

  /** @param {HTMLElement} row an entry of the list */
  function head(row) {
    const { status = '', said = '' } = row.dataset
    const bar = make('div', 'card-head')
    const symbol = row.querySelector('.sym')
    if (symbol) bar.append(symbol.cloneNode(true))
    bar.append(make('span', '', (compact && said) || status), ...compact ? [] : [step(-1), make('small', 'card-at'), step(1)], closeButton(onClose))
    const name = row.querySelector('.name')
    const title = make('h2', '', name?.textContent ?? '')
    title.id = 'card-title'
    sameTongue(title, name)
    return [bar, title]
  }

  /** Date and place, as one sentence has them. @param {string} date @param {Element | null} where */
  function line(date, where) {
    if (!where) return [date]
    const place = /** @type {HTMLElement} */ (where.cloneNode(true))
    const first = place.firstChild
    if (date && 'lower' in place.dataset && first instanceof Text) first.data = first.data.slice(0, 1).toLowerCase() + first.data.slice(1)
    const [before, between] = say('app.card_line', { date, place: '\n' }).split('\n')
    return date ? [before, place, between ?? ''] : [place]
  }

  /** @param {HTMLElement} row */
  function body(row) {
    const date = (compact ? row.querySelector('.line > .when')?.textContent : row.dataset.date) ?? ''
    const summary = row.querySelector('.says > span')
    if (compact) {
      const p = make('p', 'card-sum', date, date && summary ? '. ' : '')
      if (summary) {
        const own = make('bdi', '', summary.textContent ?? '')
        sameTongue(own, summary)
        p.append(own.hasAttribute('lang') || own.hasAttribute('dir') ? own : own.textContent ?? '')
      }
      const a = make('a', '', say(row.querySelector('.voices') ? 'app.all_sources' : 'app.all_said'))
      a.setAttribute('href', full?.(row.dataset.key ?? '') ?? '')
      a.setAttribute('target', '_blank')
      a.setAttribute('rel', 'noopener')
      return [p, make('p', 'card-more', a)]
    }
    const parts = [make('p', 'card-date', ...line(date, row.querySelector('.line > .where')))]
    if (summary) {
      const p = make('p', 'card-sum', summary.textContent ?? '')
      sameTongue(p, summary)
      parts.push(p)
    }
    for (const part of row.querySelector('.full')?.children ?? []) {
      // In the list these headings stand below the entry's own, here below the card's.
      parts.push(part.localName === 'h4' ? make('h3', '', part.textContent ?? '') : /** @type {HTMLElement} */ (part.cloneNode(true)))
    }
    return parts
  }

  return {
    /**
     * @param {HTMLElement} row
     * @param {boolean} focus
     */
    show(row, focus) {
      const active = document.activeElement
      if (focus && active && !element.contains(active)) opener = active
      const by = active instanceof HTMLElement && element.contains(active) && active.dataset.step
      key = row.dataset.key
      element.replaceChildren(...head(row), ...body(row))
      place()
      element.hidden = false
      element.scrollTop = 0
      if (by) /** @type {HTMLElement | null} */ (element.querySelector(`[data-step="${by}"]`))?.focus()
      if (!focus) return
      // In one column, card and map may be far from what was pressed. A sheet covers what is not at the top of the window.
      const { top, bottom } = element.getBoundingClientRect()
      if (!compact && !wide.matches && (!element.offsetParent || top < 0 || bottom > innerHeight)) document.getElementById('side')?.scrollIntoView()
      element.focus({ preventScroll: true })
    },
    /** Gives the focus back to where it came from, or to what stands in. @param {HTMLElement | null} [instead] */
    hide(instead) {
      const back = element.contains(document.activeElement)
      element.hidden = true
      element.replaceChildren()
      if (!back) return
      const to = opener?.isConnected && opener !== document.body ? opener : instead
      if (to instanceof HTMLElement || to instanceof SVGElement) to.focus({ preventScroll: true })
      opener = null
    },
    place,
    rect: () => (element.hidden ? null : element.getBoundingClientRect()),
  }
}
