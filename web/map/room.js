// @ts-check
/** What an open card leaves of the map, and how the map's own things keep clear of it. */
import { meet } from './inset.js'

/** Less than this, in pixels, is no room for a mark. */
export const LEAST_ROOM = 48
/** Between the buttons and the card. */
const GAP = 8

/**
 * @param {{element: HTMLElement, width(): number, height(): number, card(): DOMRect|null, buttons: HTMLElement, failure: HTMLElement}} o
 *   card: what it covers, in pixels of the window
 */
export function createRoom({ element, width, height, card, buttons, failure }) {
  /** Part of the element that something covers, in its own pixels. @param {Element} el @returns {M.Rect|null} */
  const rectOf = (el) => inside(el.getBoundingClientRect())
  /** @param {DOMRect|null} b @returns {M.Rect|null} */
  const inside = (b) => {
    const a = element.getBoundingClientRect()
    return b?.width ? { x: b.left - a.left, y: b.top - a.top, w: b.width, h: b.height } : null
  }
  const cardRect = () => inside(card())
  /** Free widths on both sides of a card. @param {M.Rect} c */
  const beside = (c) => [c.x, width() - c.x - c.w]
  /** A card without room at its sides. @param {M.Rect} c */
  const isSheet = (c) => Math.max(...beside(c)) < LEAST_ROOM
  /** A card that moves with the map; another is the window's, and the page scrolls under it. */
  const ownCard = () => {
    const c = cardRect()
    return c && c.y > -1 && c.y + c.h < height() + 1 ? c : null
  }
  /** What the buttons take of what is left beside a card. */
  let aside = 0
  /** The part of the map that is seen: in the window, and beside a card or above it. */
  const seen = () => {
    const { top } = element.getBoundingClientRect(), c = cardRect()
    const part = { x0: 0, x1: width(), y0: Math.max(0, -top), y1: Math.min(height(), innerHeight - top) }
    if (!c) return part
    const [left, right] = beside(c)
    if (isSheet(c)) part.y1 = Math.min(part.y1, c.y)
    else if (left < right) part.x0 = width() - right
    else part.x1 = left - aside
    return part
  }

  return {
    rectOf,
    cardRect,
    ownCard,
    seen,
    /** How wide the map is beside a card, or without one. */
    free() {
      const c = cardRect()
      return c && !isSheet(c) ? Math.max(...beside(c)) : width()
    },
    /** Moves the buttons out from under a card. What still lies under it is not to be reached by Tab either. */
    makeWay() {
      const c = ownCard()
      const under = (/** @type {Element} */ el) => {
        const at = rectOf(el)
        return !!(c && at && at.x >= c.x && at.y >= c.y && at.x + at.w <= c.x + c.w && at.y + at.h <= c.y + c.h)
      }
      aside = 0
      buttons.style.right = failure.style.left = ''
      const part = seen(), word = rectOf(failure)
      if (word && word.w < part.x1 - part.x0) failure.style.left = (part.x0 + part.x1) / 2 + 'px'
      const at = rectOf(buttons)
      if (c && at && !isSheet(c) && meet(at, c)) {
        buttons.style.right = width() - part.x1 + GAP + 'px'
        aside = at.w + GAP
      }
      for (const el of [...buttons.children, failure]) /** @type {HTMLElement} */ (el).style.visibility = under(el) ? 'hidden' : ''
    },
  }
}
