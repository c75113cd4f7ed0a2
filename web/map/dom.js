// @ts-check
/** Elements without markup: texts of strangers stay texts. */

const SVG = 'http://www.w3.org/2000/svg'

/**
 * @param {Element} el @param {Record<string, any>} attrs @param {(Node|string|null)[]} kids
 */
function fill(el, attrs, kids) {
  for (const k in attrs) if (attrs[k] != null && attrs[k] !== false) el.setAttribute(k, attrs[k] === true ? '' : String(attrs[k]))
  for (const kid of kids) if (kid != null) el.append(kid)
  return el
}

/** @param {string} tag @param {Record<string, any>} [attrs] @param {(Node|string|null)[]} kids @returns {SVGElement & SVGGraphicsElement} */
export function svg(tag, attrs = {}, ...kids) {
  return /** @type {any} */ (fill(document.createElementNS(SVG, tag), attrs, kids))
}

/** @param {string} tag @param {Record<string, any>} [attrs] @param {(Node|string|null)[]} kids @returns {HTMLElement} */
export function html(tag, attrs = {}, ...kids) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), attrs, kids))
}

/** Setting what is there already would be drawn again. @param {Element} el @param {string} name @param {string} value */
export function put(el, name, value) {
  if (el.getAttribute(name) !== value) el.setAttribute(name, value)
}

/** Gives an element these children and no others, and leaves alone those that stand right. @param {Element} parent @param {Element[]} kids */
export function inOrder(parent, kids) {
  const wanted = new Set(kids)
  for (const el of [...parent.children]) if (!wanted.has(el)) el.remove()
  let at = parent.firstElementChild
  for (const el of kids) {
    if (el === at) at = at.nextElementSibling
    else parent.insertBefore(el, at)
  }
}

let count = 0
/** An id that no other map on the page has. @param {string} name */
export const newId = (name) => `map-${name}-${++count}`

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches
export const coarsePointer = () => matchMedia('(pointer: coarse)').matches
