// The page: what stands round list and map.
import { createApp } from './app.js'
import { say } from '../map/words.js'
import { closeButton } from './card.js'
import { pictureOf, spell, textOf } from './query.js'

const wide = matchMedia('(min-width: 1040px)')
const app = createApp({ onChange: share })
const main = /** @type {HTMLElement} */ (document.getElementById('top'))

/** @param {string} id */
const field = id => /** @type {HTMLInputElement | null} */ (document.getElementById(id))

// --- the list and the map know of each other ---

for (const [kind, on] of /** @type {const} */ ([['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]])) {
  document.getElementById('list')?.addEventListener(kind, e => {
    const row = e.target instanceof Element && e.target.closest('.entry')
    app.map()?.hover(on && row instanceof HTMLElement ? row.dataset.key ?? null : null)
  })
}
document.getElementById('list')?.addEventListener('click', e => {
  if (!(e.target instanceof Element) || e.target.closest('a, summary, details')) return
  const row = e.target.closest('.entry')
  if (wide.matches && row instanceof HTMLElement && row.dataset.key && !String(getSelection())) app.open(row.dataset.key, { pan: true, push: true })
})

// --- dates ---

const time = document.getElementById('dates')
const set = document.getElementById('set-dates')
/** @param {boolean} on */
function showDates(on) {
  time?.classList.toggle('open', on)
  set?.setAttribute('aria-expanded', String(on))
}
set?.addEventListener('click', () => showDates(!time?.classList.contains('open')))
document.getElementById('bar-dates')?.addEventListener('click', () => showDates(true))
if (app.query().has('datetime') && !wide.matches) showDates(true)

// --- the way back, once map, key and dates are out of sight ---

const bar = document.getElementById('bar')
const side = document.getElementById('side')
if (bar && side) {
  new IntersectionObserver(([e]) => { bar.hidden = e.isIntersecting || e.boundingClientRect.top > 60 }, { rootMargin: '-60px 0px 0px' }).observe(side)
}

// --- search and share, in a dialog ---

for (const link of document.querySelectorAll('a[data-dialog]')) {
  const tool = document.getElementById(link.getAttribute('data-dialog') ?? '')
  if (!tool || typeof HTMLDialogElement !== 'function') continue
  link.addEventListener('click', e => {
    e.preventDefault()
    const dialog = document.createElement('dialog')
    dialog.setAttribute('aria-labelledby', tool.id + '-title')
    const home = document.createComment('')
    tool.replaceWith(home)
    dialog.append(closeButton(() => dialog.close()), tool)
    main.append(dialog)
    dialog.addEventListener('close', () => {
      home.replaceWith(tool)
      dialog.remove()
      if (link instanceof HTMLElement) link.focus()
    })
    dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close() })
    // A search field would take it to empty itself first.
    dialog.addEventListener('keydown', e => {
      if (e.key !== 'Escape') return
      e.preventDefault()
      e.stopPropagation()
      dialog.close()
    })
    dialog.showModal()
    const first = tool.querySelector('input')
    first?.focus()
    first?.select()
  })
}

document.addEventListener('submit', () => document.querySelector('dialog')?.close())

/** Links and snippet say what is shown now. @param {URLSearchParams} [query] */
function share(query = new URLSearchParams(location.search)) {
  const link = field('share-link')
  const code = field('share-embed')
  if (!link || !code) return
  const here = new URL(document.getElementById('top')?.dataset.path + spell(query), location.href)
  link.value = here.href
  const printed = document.getElementById('here')
  if (printed) printed.textContent = here.href
  for (const a of document.querySelectorAll('.langs a')) {
    const q = new URLSearchParams(query), lang = new URL(/** @type {HTMLAnchorElement} */ (a).href).searchParams.get('lang')
    q.delete('lang') // the map's own needs none
    if (lang) q.set('lang', lang)
    a.setAttribute('href', here.pathname + spell(q))
  }
  const embed = new URL(here.pathname + '/embed' + here.search, here)
  document.getElementById('share-picture')?.setAttribute('href', here.pathname + '.png' + spell(pictureOf(query)))
  document.getElementById('share-text')?.setAttribute('href', here.pathname + '.txt' + spell(textOf(query)))
  code.value = code.value.replace(/ src="[^"]*"/, () => ` src="${embed.href.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`)
    .replace(/(<script async src=")([^"]*)/, (_, before, address) => before + new URL(address, here))
}
share()

/** Says whether it went well. @param {string | Promise<string>} text @param {HTMLInputElement | null} [from] where it stands */
async function copy(text, from) {
  from?.select()
  let done = true
  try {
    // A browser may forget the press while the text is on its way, unless it is promised.
    if (typeof text === 'string') await navigator.clipboard.writeText(text)
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text.then(t => new Blob([t], { type: 'text/plain' })) })])
  } catch {
    done = !!from && document.execCommand('copy')
  }
  const told = document.getElementById('copied')
  if (told) told.textContent = say(done ? 'app.copied' : 'app.not_copied')
}

document.addEventListener('click', e => {
  if (!(e.target instanceof HTMLElement)) return
  const { copy: id, copyText } = e.target.dataset
  const from = id ? field(id) : null
  if (from) copy(from.value, from)
  const link = copyText ? document.getElementById(copyText) : null
  if (link instanceof HTMLAnchorElement) {
    copy(fetch(link.href).then(answer => {
      if (!answer.ok) throw new Error(`${link.href}: ${answer.status}`)
      return answer.text()
    }))
  }
})
