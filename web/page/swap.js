// Brings parts of this page up to date with a newer copy of it, in place: focus,
// scroll and what is unfolded stay.

/** Rows of this page by id, where those of the newer copy are made of the same: such a row is kept. @type {Map<string, Element> | null} */
let rows = null

/** An entry of the list as the server writes it; the end of one inside it would not stand on a line of its own. */
const ROW = /(<li class="entry" id="([^"]+)"[^>]*>)[^]*?\n<\/li>/g

const rowsOf = () => new Map([...document.querySelectorAll('.entry[id]')].map(e => [e.id, e]))

/**
 * Makes one element like another of the same kind.
 * @param {Element} old
 * @param {Element} next
 */
export function morph(old, next) {
  if (rows?.get(next.id) === old) {
    // Only where it leads depends on the filter.
    const links = next.querySelectorAll('a[data-open]')
    old.querySelectorAll('a[data-open]').forEach((a, i) => a.setAttribute('href', links[i]?.getAttribute('href') ?? ''))
    return
  }
  const keep = old.localName === 'details' ? ['open'] : []
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !keep.includes(name)) old.removeAttribute(name)
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value && !keep.includes(name)) old.setAttribute(name, value)
  }
  if (old instanceof HTMLInputElement && next instanceof HTMLInputElement) old.checked = next.checked
  const wanted = new Set([...next.children].map(c => c.id))
  /** @type {Map<string, Element>} */
  const byId = new Map()
  for (const c of [...old.children]) {
    if (!c.id) continue
    if (wanted.has(c.id)) byId.set(c.id, c)
    else c.remove() // first: else what follows would be moved across it, one by one
  }
  /** @type {ChildNode | null} */
  let at = old.firstChild
  for (const child of [...next.childNodes]) {
    const id = child instanceof Element ? child.id : ''
    let match = id ? rows?.get(id) ?? byId.get(id) : at
    if (!id && match && (match.nodeName !== child.nodeName || (match instanceof Element && match.id))) match = undefined
    if (!match) {
      if (child instanceof Element) keepRows(child)
      old.insertBefore(child, at)
      continue
    }
    // The blanks round a row that is gone are no reason to move the next.
    while (id && at instanceof Text && at.nextElementSibling === match) at = drop(at)
    if (match === at) at = match.nextSibling
    else old.insertBefore(match, at)
    if (match instanceof Element) morph(match, /** @type {Element} */ (child))
    else if (match.nodeValue !== child.nodeValue) match.nodeValue = child.nodeValue
  }
  while (at) at = drop(at)
}

/** Puts this page's own rows into a part that is new. @param {Element} part */
function keepRows(part) {
  for (const next of part.querySelectorAll('.entry[id]')) {
    const own = rows?.get(next.id)
    if (!own) continue
    morph(own, next)
    next.replaceWith(own)
  }
}

/** Takes a node away, for the one after it. @param {ChildNode} node */
function drop(node) {
  const next = node.nextSibling
  node.remove()
  return next
}

/**
 * Takes over all regions marked data-swap, and the fields outside them.
 * @param {Document} doc the newer copy
 */
export function swap(doc) {
  for (const old of document.querySelectorAll('[data-swap]')) {
    const next = doc.querySelector(`[data-swap="${old.getAttribute('data-swap')}"]`)
    rows = old.hasAttribute('data-made') && old.getAttribute('data-made') === next?.getAttribute('data-made') ? rowsOf() : null
    if (next) morph(old, next)
    rows = null
  }
  for (const old of document.querySelectorAll('[data-swap-scale]')) {
    const next = doc.getElementById(old.id)
    for (const { name, value } of next?.attributes ?? []) if (name.startsWith('data-')) old.setAttribute(name, value)
  }
  const turned = areTurned(doc)
  for (const old of document.querySelectorAll('input[id]:not([readonly]), select[id]')) {
    const next = doc.getElementById(old.id)
    if (!next || old === document.activeElement || old.closest('[data-swap]') || (turned && old.matches('[type=date]'))) continue
    if (!('value' in old && 'value' in next)) continue
    if (old instanceof HTMLInputElement && next instanceof HTMLInputElement && old.max !== next.max) old.max = next.max
    old.value = next.value
  }
  for (const old of document.querySelectorAll('input[type=radio]')) {
    const next = doc.querySelector(`input[name="${old.getAttribute('name')}"][value="${old.getAttribute('value')}"]`)
    if (old instanceof HTMLInputElement && next instanceof HTMLInputElement) old.checked = next.checked
  }
}

/**
 * Whether the date fields hold what is shown, the later day first: whoever typed it may be about to change the other.
 * @param {Document} doc
 */
function areTurned(doc) {
  /** @param {Document} d */
  const days = d => ['from', 'to'].map(id => /** @type {HTMLInputElement | null} */ (d.getElementById(id))?.value)
  const [from, to] = days(document), [first, last] = days(doc)
  return !!from && from !== to && from === last && to === first
}

/**
 * Takes over what only another state of the map changes: heading, choices, background.
 * @param {Document} doc the whole newer page
 */
export function renew(doc) {
  document.title = doc.title
  for (const old of document.querySelectorAll('[data-renew]')) {
    const next = doc.querySelector(`[data-renew="${old.getAttribute('data-renew')}"]`)
    const value = old instanceof HTMLSelectElement ? old.value : ''
    if (next) morph(old, next)
    if (old instanceof HTMLSelectElement) old.value = value
  }
}

/**
 * What unfolds comes later than the rows.
 * @param {Document} doc
 */
export function fill(doc) {
  for (const empty of document.querySelectorAll('.full[data-brief]')) {
    const next = doc.getElementById(empty.closest('.entry')?.id ?? '')?.querySelector('.full')
    if (!next) continue
    empty.replaceChildren(...next.childNodes)
    empty.removeAttribute('data-brief')
  }
}

/** Why the server does not take a request, as its page about that says. @param {string} text */
const reasonIn = text => new DOMParser().parseFromString(text, 'text/html').querySelector('.reason')?.textContent ?? ''

/**
 * Another state of this page, or a part of it, as a document.
 * @param {string} address
 * @param {AbortSignal} [signal]
 * @param {boolean} [known] whether rows that this page has may come without what is in them
 */
export async function getPage(address, signal, known = false) {
  const answer = await fetch(address, { signal, headers: { Accept: 'text/html' } })
  const text = await answer.text()
  if (!answer.ok) throw Object.assign(new Error(`${address}: ${answer.status}`), { reason: answer.status === 400 ? reasonIn(text) : '' })
  return new DOMParser().parseFromString(known ? withoutKnown(text) : text, 'text/html')
}

/** Of rows that swap would keep only the links, which are all that it takes: reading the rest takes longest. @param {string} text */
function withoutKnown(text) {
  const made = document.querySelector('[data-made]')?.getAttribute('data-made')
  if (!made || !text.includes(`data-made="${made}"`)) return text
  const had = rowsOf()
  return text.replace(ROW, (row, head, id) => had.has(id) ? head + (row.match(/<a [^>]*data-open="[^"]*"/g) ?? []).map((/** @type {string} */ a) => a + '></a>').join('') + '</li>' : row)
}
