// What the map can tell by itself of a filter, so that it follows a press at once:
// statuses, kinds, layers and dates. The meaning is the server's (geo/layer/filter.go);
// tests hold both against each other. Knows no DOM.

const STATUSES = ['unconfirmed', 'claimed', 'denied', 'corroborated', 'confirmed', 'refuted', 'retracted']
const OWN = ['status', 'kind', 'layer', 'datetime', 'match']

/**
 * The query that fetches all of which matcher can choose.
 * @param {URLSearchParams} query
 */
export function wholeOf(query) {
  const q = new URLSearchParams(query)
  for (const name of OWN) q.delete(name)
  q.set('status', [...STATUSES, 'none'].join(','))
  return q
}

/**
 * Tells whether a feature of the index is wanted; null where only the server knows.
 * @param {URLSearchParams} query
 * @returns {((feature: any) => boolean) | null}
 */
export function matcher(query) {
  const list = (/** @type {string} */ name) => query.getAll(name).flatMap(v => v.split(',')).map(v => v.trim()).filter(Boolean)
  const [statuses, kinds, layers] = ['status', 'kind', 'layer'].map(list)
  const span = spanOf(query.getAll('datetime'))
  if (!span || kinds.some(k => !/^[\w-]+$/.test(k)) || query.getAll('match').length > 1) return null
  const must = query.get('match') === 'must'
  const { dated, from, to } = span
  return ({ properties: p }) => {
    const status = STATUSES.includes(p.status) ? p.status : 'none'
    if (statuses.length ? !statuses.includes(status) : status === 'refuted' || status === 'retracted') return false
    if (kinds.length && !kinds.includes(p.kind ?? '')) return false
    if (layers.length && !layers.includes(p.layer)) return false
    if (!dated) return true
    if (!p.t) return false
    // Outer bounds, half-open; an open end is null.
    const a = p.t[0] === null ? -Infinity : Date.parse(p.t[0]), b = p.t[1] === null ? Infinity : Date.parse(p.t[1])
    return must ? a >= from && b <= to : a < to && b > from
  }
}

/** @param {string[]} given */
function spanOf(given) {
  const [text = ''] = given
  if (given.length > 1) return null
  if (!text) return { dated: false, from: 0, to: 0 }
  const ends = text.split('/')
  const [first, last = first] = ends
  const from = first === '..' ? -Infinity : startOf(first), to = last === '..' ? Infinity : startOf(last, 1)
  return ends.length > 2 || text === '..' || Number.isNaN(from) || Number.isNaN(to) || from >= to ? null : { dated: true, from, to }
}

/**
 * Where a day, month or year begins, or the one after it; NaN for anything else.
 * @param {string} text @param {number} [next]
 */
function startOf(text, next = 0) {
  const [, y, m, d] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? []
  if (!y || Number.isNaN(Date.parse(text)) || +y < 100) return NaN
  if (d && new Date(text).getUTCDate() !== +d) return NaN
  return d ? Date.UTC(+y, +m - 1, +d + next) : m ? Date.UTC(+y, +m - 1 + next) : Date.UTC(+y + next, 0)
}
