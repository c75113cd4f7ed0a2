// @ts-check
/** Lets the page scroll under a map that is only a part of an article. */

/** @param {HTMLElement} el around Leaflet's own element */
export function shareGestures(el) {
  el.classList.add('calm')
  // Pinches on a trackpad arrive as wheel with Ctrl.
  el.addEventListener('wheel', (ev) => {
    if (!ev.ctrlKey && !ev.metaKey) ev.stopPropagation()
  }, { capture: true, passive: true })
  // One finger belongs to the page, two to the map.
  el.addEventListener('touchstart', (ev) => {
    if (ev.touches.length === 1) ev.stopPropagation()
  }, { capture: true, passive: true })
}

/**
 * What lies under a press, marks and lines before areas.
 * @param {number} x @param {number} y client pixels @param {HTMLElement} stage
 * @returns {{ids: string[], areas: boolean}}
 */
export function under(x, y, stage) {
  /** @type {string[]} */
  const firm = []
  /** @type {string[]} */
  const loose = []
  for (const el of document.elementsFromPoint(x, y)) {
    if (!stage.contains(el)) continue
    const owner = el.closest('[data-id]')
    const id = owner?.getAttribute('data-id')
    if (!owner || !id) continue
    const list = owner.classList.contains('area') ? loose : firm
    if (!list.includes(id)) list.push(id)
  }
  return firm.length ? { ids: firm, areas: false } : { ids: loose, areas: true }
}
