// What the form holds, and the one spelling of it in an address. Knows no DOM.

const LISTS = ['status', 'kind', 'stance', 'layer']
const ORDER = ['q', 'datetime', 'match', 'status', 'kind', 'source', 'stance', 'layer', 'bbox', 'group', 'lang', 'theme', 'ui', 'view', 'page', 'open']

/**
 * The query for a form's fields: empty fields and defaults are left out, the
 * two date fields become one datetime.
 * @param {Iterable<[string, unknown]>} fields
 * @param {string[]} usual the statuses that are on when none is asked for
 * @param {string} before the datetime until now; it may be finer than days
 */
export function queryOf(fields, usual, before = '') {
  /** @type {Map<string, string[]>} */
  const all = new Map()
  for (const [name, value] of fields) {
    const text = String(value).trim()
    if (text) all.set(name, [...(all.get(name) ?? []), text])
  }
  const [from, to] = [all.get('from')?.[0] ?? '', all.get('to')?.[0] ?? '']
  const [oldFrom, oldTo] = fieldsOf(before)
  const datetime = from === oldFrom && to === oldTo ? before : datetimeOf(from, to)
  const status = all.get('status') ?? []
  if (status.length === usual.length && usual.every(s => status.includes(s))) all.delete('status')
  if (datetime) all.set('datetime', [datetime])
  if (all.get('match')?.[0] === 'may') all.delete('match')
  const query = new URLSearchParams()
  for (const name of ORDER) {
    const values = all.get(name) ?? []
    if (LISTS.includes(name) && values.length) query.set(name, values.join(','))
    else for (const value of values) query.append(name, value)
  }
  return query
}

/**
 * The days in the order of time: which of two fields holds the later one says nothing.
 * @param {string} from a day or nothing
 * @param {string} to
 */
export function datetimeOf(from, to) {
  if (!from && !to) return ''
  if (from === to) return from
  if (from && to && from > to) [from, to] = [to, from]
  return (from || '..') + '/' + (to || '..')
}

/**
 * The two date fields for a datetime. What is no day leaves its field empty.
 * @param {string} datetime
 * @returns {[string, string]}
 */
export function fieldsOf(datetime) {
  const [from, to = from] = datetime.split('/')
  /** @param {string} s */
  const day = s => /^\d{4}-\d\d-\d\d/.exec(s)?.[0] ?? ''
  return [day(from), day(to)]
}

/**
 * The view that a query asks for; null is the map's first.
 * @param {URLSearchParams} query
 */
export function viewOf(query) {
  const [lon, lat, zoom] = (query.get('view') ?? '').split(',').map(Number)
  return [lon, lat, zoom].every(Number.isFinite) ? { lon, lat, zoom } : null
}

/**
 * The query of the picture of what is shown: of the view the middle and the zoom.
 * @param {URLSearchParams} query
 */
export function pictureOf(query) {
  const q = new URLSearchParams(query)
  const [lon, lat, zoom] = (q.get('view') ?? '').split(',')
  if (zoom) {
    q.set('center', `${lon},${lat}`)
    q.set('zoom', zoom)
  }
  for (const name of ['view', 'group', 'page']) q.delete(name)
  return q
}

/**
 * The query of the list as text.
 * @param {URLSearchParams} query
 */
export function textOf(query) {
  const q = new URLSearchParams(query)
  for (const name of ['view', 'theme', 'ui', 'page', 'open']) q.delete(name)
  return q
}

/**
 * A query as it stands in an address: commas, slashes and colons as they are.
 * @param {URLSearchParams} query
 */
export function spell(query) {
  const s = query.toString().replace(/%2C/g, ',').replace(/%2F/g, '/').replace(/%3A/g, ':')
  return s && '?' + s
}
