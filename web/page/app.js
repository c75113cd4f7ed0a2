// One state, in the address: what page and embed have in common. A change of a
// filter asks the server for this page again and takes over what differs, so
// that every filter has the server's meaning.
import { createAddress } from './address.js'
import { createCard } from './card.js'
import { createDates } from './dates.js'
import { say } from '../map/words.js'
import { matcher, wholeOf } from './match.js'
import { fieldsOf, queryOf, spell, viewOf } from './query.js'
import { fill, getPage, renew, swap } from './swap.js'

/** Milliseconds until the sources of new rows are fetched, and until a slow map is spoken of. */
const FILL = 1500
const SLOW = 5000
/** So many milliseconds the map waits for the list: to draw both in one frame costs the browser about half of two. */
const TOGETHER = 50
/** After so many milliseconds a change is seen to be on its way. */
const UNSEEN = 300

/** @param {number} ms */
const pause = ms => new Promise(resolve => setTimeout(resolve, ms))
/** Milliseconds between two questions whether the desk has changed the map, and the least between them when the tab is looked at again. */
const FRESH = 60_000
const FRESH_AGAIN = 5000

/** The fields of the form for the first and the last day. */
const DATES = ['from', 'to']
/** What the form does not change. */
const OURS = ['lang', 'theme', 'group', 'ui', 'view', 'open']

/**
 * @typedef {{open: (key: string | null, how?: {pan?: boolean}) => void, hover: (key: string | null) => void,
 *   focus?: (key: string) => boolean, view: (view: {lon: number, lat: number, zoom: number} | null) => void, setEntries: (c: unknown, usual?: unknown) => void, cardRect: () => void}} MapHandle
 */

/**
 * @param {{compact?: boolean, onChange?: (query: URLSearchParams) => void}} options
 */
export function createApp({ compact = false, onChange }) {
  const main = /** @type {HTMLElement} */ (document.getElementById('top'))
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById('filter'))
  const note = /** @type {HTMLElement} */ (document.getElementById('map-note'))
  const { path = '', entries = '', full = path } = main.dataset
  let query = new URLSearchParams(location.search)
  /** the last that the server has answered */
  let answered = query
  /** @type {MapHandle | null} */
  let map = null
  /** @type {{features: unknown[], matched: number, truncated: boolean, tiled?: {matched: number}[]} | null} */
  let drawn = null
  /** @type {unknown} what is there without a filter, for the first view if nothing matches */
  let unfiltered = null
  let told = false
  /** @type {AbortController | null} */
  let running = null
  /** @type {{rest: string, made: string, got: any} | null} what the map itself can choose from */
  let base = null
  let timer = 0
  let filling = 0
  let askedAt = 0
  let shown = false
  /** @type {EventTarget | null} the date field whose first change is in the history already */
  let typing = null
  /** @type {Element | null} the entry that is open, as the list has it */
  let opened = null

  document.documentElement.classList.add('js')

  /** The row of an entry, if this page of the list has it. @param {string} key */
  const row = key => /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(key)}"]`))

  const card = createCard(/** @type {HTMLElement} */ (document.getElementById('card')), {
    compact,
    full: key => {
      const q = new URLSearchParams(query)
      q.set('open', key)
      return full.split('?')[0] + spell(q)
    },
    onClose: () => open(null, { focus: true }),
    onStep: key => open(key, { pan: true, scroll: matchMedia('(min-width: 1040px)').matches }),
  })

  const address = createAddress(() => query, onChange)

  /** Of the query the language alone. */
  const tongue = () => new URLSearchParams(query.has('lang') ? { lang: main.dataset.lang ?? '' } : {})

  /** What the server knows of the state; the view is ours alone. */
  function asked() {
    const q = new URLSearchParams(query)
    q.delete('view')
    if (q.has('lang')) q.set('lang', main.dataset.lang ?? '')
    return q
  }

  /** Which state of the map a list is of. @param {Document} doc */
  const madeOf = doc => doc.querySelector('[data-made]')?.getAttribute('data-made') ?? ''

  /** A part of this page. @param {string} part @param {AbortSignal} [signal] @param {URLSearchParams} [q] */
  const getPart = (part, signal, q = asked()) => {
    q.set('part', part)
    return getPage(path + spell(q), signal, part === 'brief')
  }

  /** Fetches what unfolds in rows that came without it. @param {AbortSignal} signal */
  async function fillSoon(signal) {
    clearTimeout(filling)
    filling = setTimeout(() => {
      if (document.querySelector('[data-brief]')) getPart('full', signal).then(fill).catch(() => {}) // asked for again where it is unfolded
    }, FILL)
  }

  async function load() {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    main.setAttribute('aria-busy', 'true')
    const list = getPart('brief', signal), mine = query
    const slow = setTimeout(() => main.setAttribute('data-slow', ''), UNSEEN)
    try {
      const [doc] = await Promise.all([list, draw(signal, Promise.race([list.catch(() => {}), pause(TOGETHER)]))])
      answered = mine
      note.hidden = !drawn?.truncated
      const made = madeOf(doc), changed = made !== madeOf(document)
      swap(doc)
      if (base && base.made !== made) await draw(signal)
      if (changed) await takeNews(signal, doc)
      dates?.refresh()
      onChange?.(query)
      card.place()
      fillSoon(signal)
      const key = query.get('open')
      if (key && !row(key)) open(null)
      else if (key && changed && !document.getElementById('card')?.contains(document.activeElement)) open(key)
    } catch {
      const reason = await list.then(() => '', error => error.reason)
      if (signal.aborted) return clearTimeout(slow)
      if (reason) refuse(reason)
      else fail(say('app.not_updated'), load)
    }
    clearTimeout(slow)
    if (signal.aborted) return
    main.removeAttribute('aria-busy')
    main.removeAttribute('data-slow')
  }

  /** Takes over what no filter changes, but the desk does. @param {AbortSignal} signal @param {Document} part of the page, newer */
  async function takeNews(signal, part) {
    // There are dates where there were none, or the other way round.
    if (!document.getElementById('strip') !== !part.getElementById('strip')) return location.reload()
    renew(await getPage(path + spell(asked()), signal))
  }

  /** Asks whether the desk has changed the map, as long as somebody may be looking. */
  async function askForNews() {
    if (document.hidden || main.hasAttribute('aria-busy') || Date.now() - askedAt < FRESH_AGAIN) return
    askedAt = Date.now()
    const doc = await getPart('made', undefined, tongue()).catch(() => null)
    if (doc && !main.hasAttribute('aria-busy') && madeOf(doc) !== madeOf(document)) load()
  }

  /** Says why the server does not take a query, and goes back to the last that it took. @param {string} reason */
  function refuse(reason) {
    const back = new URLSearchParams(answered)
    for (const name of ['view', 'open']) {
      back.delete(name)
      const kept = query.get(name)
      if (kept) back.set(name, kept)
    }
    query = back
    address.write()
    draw().catch(() => {})
    note.textContent = reason
    note.hidden = false
  }

  /** @param {string} search @param {AbortSignal} [signal] */
  async function getEntries(search, signal) {
    const answer = await fetch(entries + search, { signal })
    if (!answer.ok) throw new Error(`${entries}: ${answer.status}`)
    return answer.json()
  }

  /** @param {AbortSignal} [signal] @param {Promise<unknown>} [until] what the map waits for once it has its entries */
  async function draw(signal, until) {
    const q = asked()
    for (const name of ['open', 'page', 'theme', 'ui', 'group']) q.delete(name)
    const wanted = 'whole' in main.dataset && matcher(q)
    let got
    if (wanted) {
      const whole = spell(wholeOf(q))
      const made = madeOf(document)
      if (base?.rest !== whole || base.made !== made) base = { rest: whole, made, got: await getEntries(whole, signal) }
      const features = base.got.features.filter(wanted)
      got = { ...base.got, features, matched: features.length }
    } else got = await getEntries(spell(q), signal)
    if (!told && !got.features?.length && !got.tiled?.some((/** @type {{matched: number}} */ l) => l.matched > 0) && spell(q)) {
      unfiltered = await getEntries('', signal).catch(() => null)
      told = !!unfiltered
    }
    await until
    if (signal?.aborted) return
    drawn = got
    show()
  }

  /** Whether the map begins with a view that an open entry does not change: the address's, or that of the embed's picture. */
  const fixed = () => compact ? main.dataset.view : viewOf(query)

  /** As soon as there are both a map and entries. */
  function show() {
    if (!map || !drawn) return
    map.setEntries(drawn, unfiltered)
    unfiltered = null
    if (!shown && note.textContent === say('app.slow')) note.hidden = true
    if (drawn.truncated) {
      note.textContent = say('app.truncated', { n: drawn.features.length, all: drawn.matched })
      note.hidden = false
    }
    const key = query.get('open')
    if (key && !shown) {
      map.open(key, { pan: !fixed() })
      map.cardRect()
    }
    shown = true
  }

  /** @param {string} message @param {() => void} again */
  function fail(message, again) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button'
    button.textContent = say('map.retry')
    button.addEventListener('click', () => {
      note.hidden = true
      again()
    })
    note.replaceChildren(message + ' ', button)
    note.hidden = false
  }

  /** Takes another query: filters, page of the list. @param {URLSearchParams} next @param {boolean} [push] */
  function go(next, push = true) {
    clearTimeout(timer)
    address.settle()
    // The view in a link is as old as the page.
    const view = query.get('view'), key = query.get('open')
    if (view) next.set('view', view)
    else next.delete('view')
    if (key && !next.has('open')) next.set('open', key)
    next.delete('part')
    if (spell(next) === spell(query)) return
    query = next
    address.soon(push)
    return load()
  }

  /** Takes what the form holds. @param {boolean} push */
  function goForm(push) {
    if (!form) return
    const data = new FormData(form), datetime = query.get('datetime') ?? ''
    fieldsOf(datetime).forEach((day, i) => {
      const field = form.elements.namedItem(DATES[i])
      if (field instanceof HTMLInputElement && !field.validity.valid) data.set(field.name, day) // half typed
    })
    const usual = [...document.querySelectorAll('#filter [data-default]')].map(e => /** @type {HTMLInputElement} */ (e).value)
    const next = queryOf(/** @type {Iterable<[string, unknown]>} */ (data.entries()), usual, datetime)
    // The form's own copies are as old as the page.
    for (const name of OURS) next.delete(name)
    for (const [name, value] of query) {
      const field = name === 'datetime' ? DATES[0] : name
      if (OURS.includes(name) || (name !== 'page' && !form.elements.namedItem(field))) next.append(name, value)
    }
    go(next, push)
  }

  const dates = createDates((datetime, done) => {
    const [from, to] = fieldsOf(datetime)
    for (const [id, value] of [[DATES[0], from], [DATES[1], to]]) {
      const field = document.getElementById(id)
      if (field instanceof HTMLInputElement) field.value = value
    }
    clearTimeout(timer)
    timer = setTimeout(() => {
      const next = new URLSearchParams(query)
      next.delete('page')
      if (datetime) next.set('datetime', datetime)
      else next.delete('datetime')
      go(next, false)
    }, done ? 0 : 150)
  }, () => main.hasAttribute('aria-busy'))

  /**
   * Opens an entry's card, or closes it.
   * @param {string | null} key
   * @param {{focus?: boolean, pan?: boolean, push?: boolean, scroll?: boolean}} [how]
   */
  async function open(key, { focus = false, pan = false, push = false, scroll = false } = {}) {
    address.settle()
    const before = query.get('open')
    if (key) query.set('open', key)
    else query.delete('open')
    if (before !== key) address.write(push)
    let item = key ? row(key) : null
    if (key && !item?.matches(':not(:has([data-brief]))')) {
      try {
        const doc = await getEntry(key)
        if (query.get('open') !== key) return
        item = row(key) ?? doc.querySelector(`[data-key="${CSS.escape(key)}"]`)
      } catch {
        fail(say('app.not_loaded'), () => open(key, { focus, pan }))
      }
    }
    opened = item
    for (const old of document.querySelectorAll('.entry[aria-current]')) old.removeAttribute('aria-current')
    map?.open(item ? key : null, { pan })
    if (!key || !item) {
      const list = before ? row(before)?.querySelector('a') : null
      card.hide(list)
      map?.cardRect()
      return
    }
    item.setAttribute('aria-current', 'true')
    if (scroll) item.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    card.show(item, focus)
    map?.cardRect()
  }

  /** An entry with its sources, into its row if there is one. @param {string} key */
  async function getEntry(key) {
    const q = tongue()
    q.set('open', key)
    const doc = await getPart('entry', undefined, q)
    fill(doc)
    return doc
  }

  /** An entry that the map draws from tiles, with its place. @param {string} key */
  async function locate(key) {
    const item = opened?.getAttribute('data-key') === key ? opened : row(key)
    const at = item?.querySelector('.links a[href*="/features/"]')?.getAttribute('href')
    const answer = at && await fetch(at)
    return answer && answer.ok ? answer.json() : null
  }

  /** To the list of what lies within a box. @param {number[]} bounds @returns {Record<string, string>} */
  function listLink(bounds) {
    const q = new URLSearchParams(query)
    for (const name of ['open', 'page', 'view']) q.delete(name)
    q.set('bbox', bounds.join(','))
    return compact ? { href: full.split('?')[0] + spell(q) + '#list', target: '_blank', rel: 'noopener' } : { href: path + spell(q), 'data-nav': 'list' }
  }

  async function start() {
    const [lon, lat, zoom] = (main.dataset.view ?? '').split(',').map(Number)
    try {
      const { createMap } = await import('../map/map.js')
      map = createMap(/** @type {HTMLElement} */ (document.getElementById('map')), {
        lang: main.dataset.lang,
        ground: main.dataset.ground ? { url: main.dataset.ground, version: main.dataset.groundVersion ?? '', names: main.dataset.namesVersion ?? '', lang: main.dataset.lang ?? 'en', map: main.dataset.map ?? '' } : null,
        credits: main.dataset[compact || innerWidth < 720 ? 'creditsShort' : 'credits'], compact, card: card.rect, locate, listLink,
        view: Number.isFinite(zoom) ? { lon, lat, zoom } : null,
        onOpen: (/** @type {string | null} */ key) => open(key, { focus: true, push: key !== null, scroll: matchMedia('(min-width: 1040px)').matches }),
        onView: (/** @type {{lon: number, lat: number, zoom: number}} */ v, /** @type {boolean} */ home) => address.move(home ? null : v),
      })
      show()
    } catch (error) {
      console.error(error)
      fail(say('app.no_map'), () => location.reload())
    }
  }

  document.addEventListener('keydown', e => {
    if (e.key === 'Escape' && query.has('open') && !document.querySelector('dialog[open]')) open(null, { focus: true })
  })
  document.addEventListener('toggle', e => {
    const item = e.target instanceof HTMLDetailsElement && e.target.open && e.target.querySelector('[data-brief]') ? e.target.closest('[data-key]') : null
    if (item) getEntry(item.getAttribute('data-key') ?? '').catch(() => fail(say('app.not_loaded'), () => location.reload()))
  }, true)
  document.addEventListener('change', e => {
    const field = e.target
    if (!form || !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.form !== form) return
    clearTimeout(timer)
    if (field.type === 'date') {
      // A year is whole for a moment after each of its digits; all of them are one step back.
      if (field.validity.valid) {
        timer = setTimeout(() => {
          goForm(typing !== field)
          typing = document.activeElement === field ? field : null
        }, 600)
      }
    } else if (field instanceof HTMLInputElement && field.name === 'status' && !new FormData(form).has('status')) {
      field.checked = true
      note.textContent = say('app.last_status')
      note.hidden = false
    } else goForm(true)
  })
  document.addEventListener('focusout', () => { typing = null })
  document.addEventListener('input', e => {
    if (!(e.target instanceof HTMLInputElement && e.target.type === 'search')) return
    clearTimeout(timer)
    timer = setTimeout(goForm, 250, false)
  })
  form?.addEventListener('submit', e => {
    e.preventDefault()
    goForm(true)
  })
  document.addEventListener('click', e => {
    if (!(e.target instanceof Element) || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
    const link = e.target.closest('a')
    if (link?.dataset.open) {
      e.preventDefault()
      open(link.dataset.open, { focus: true, pan: true, push: true })
    } else if (link && 'nav' in link.dataset) {
      e.preventDefault()
      const next = new URL(link.href).searchParams
      Promise.resolve(go(next)).then(() => {
        const to = link.dataset.nav
        if (to) (document.getElementById(new URL(link.href).hash.slice(1)) ?? document.getElementById(to))?.focus()
      })
    }
  })
  addEventListener('popstate', () => {
    address.forget()
    query = new URLSearchParams(location.search)
    onChange?.(query)
    map?.view(viewOf(query))
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
    load().then(() => { open(query.get('open'), { pan: !viewOf(query) }) })
  })
  document.addEventListener('visibilitychange', askForNews)
  setInterval(askForNews, FRESH)

  setTimeout(() => {
    if (shown || !note.hidden) return
    note.textContent = say('app.slow')
    note.hidden = false
  }, SLOW)

  start()
  draw().catch(() => fail(say('app.not_drawn'), load))
  if (query.has('open')) open(query.get('open'), { pan: !fixed() })

  return { open, go, query: () => query, map: () => map }
}
