// The page's address follows its state: at once, when a press is seen, or when
// the map stands still.
import { spell } from './query.js'

/** Milliseconds that the map stands still before its view is written down. */
const STILL = 300

/**
 * @param {() => URLSearchParams} state
 * @param {(query: URLSearchParams) => void} [onChange]
 */
export function createAddress(state, onChange) {
  /** @type {string | null} the view that the map has been moved to, '' for the first, as long as the address does not say so */
  let moved = null
  let timer = 0
  /** Writes down a query that the address does not hold yet. @type {(() => void) | null} */
  let unwritten = null

  /** @param {boolean} [push] a new entry in the history */
  function write(push) {
    unwritten = null
    const query = state()
    try {
      const address = location.pathname + spell(query)
      if (push) history.pushState(null, '', address)
      else history.replaceState(null, '', address)
    } catch { /* in a sandbox the address is not ours */ }
    onChange?.(query)
  }

  /** Writes down what is late, before anything else becomes of the address. */
  function settle() {
    unwritten?.()
    clearTimeout(timer)
    if (moved === null) return
    if (moved) state().set('view', moved)
    else state().delete('view')
    moved = null
    write()
  }

  return {
    write, settle,
    /** Writes when the frame with what was pressed is out. @param {boolean} push */
    soon(push) {
      const own = unwritten = () => write(push)
      requestAnimationFrame(() => setTimeout(() => unwritten === own && own()))
    },
    /** @param {{lon: number, lat: number, zoom: number} | null} view null: the first */
    move(view) {
      clearTimeout(timer)
      moved = view ? `${view.lon},${view.lat},${view.zoom}` : ''
      timer = setTimeout(settle, STILL)
    },
    /** The address has become another one by itself. */
    forget() {
      clearTimeout(timer)
      moved = unwritten = null
    },
  }
}
