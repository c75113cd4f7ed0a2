// The steps of the two sliders: before the first column and after the last lie
// stretches for what is earlier, later or undated, which a grip crosses at once.

/** @typedef {{left: number, total: number, starts: string[], ends: string[]}} Scale */

/**
 * Where the grip for the start may stand: at the far left, or where a column begins.
 * @param {Scale} s
 * @param {number} value
 * @param {number} before where it stood
 * @param {number} other the other grip
 */
export function snapStart({ left, starts }, value, before, other) {
  if (value < left) return value < before ? 0 : left
  return Math.min(value, left + starts.length - 1, Math.max(other - 1, 0))
}

/**
 * The same for the end: at the far right, or where a column ends.
 * @param {Scale} s
 * @param {number} value
 * @param {number} before
 * @param {number} other
 */
export function snapEnd({ left, total, starts }, value, before, other) {
  const last = left + starts.length
  if (value > last) return value > before ? total : last
  return Math.max(value, left + 1, Math.min(other + 1, total))
}

/**
 * The datetime for two grips; '' if both stand at their ends.
 * @param {Scale} s
 * @param {number} a
 * @param {number} b
 */
export function datetimeAt({ left, total, starts, ends }, a, b) {
  const from = a <= 0 ? '' : starts[Math.max(a - left, 0)]
  const to = b >= total ? '' : ends[Math.min(b - left, ends.length) - 1]
  if (!from && !to) return ''
  return from === to ? from : (from || '..') + '/' + (to || '..')
}

/**
 * Where the grips stand a step later: an open end stays, and with both ends open
 * the first column begins. Null after the last.
 * @param {Scale} s
 * @param {number} a
 * @param {number} b
 * @returns {[number, number] | null}
 */
export function stepped({ left, total, starts }, a, b) {
  const end = left + starts.length
  if (a <= 0 && b >= total) return [left, left + 1]
  const [from, to] = [a <= 0 ? 0 : Math.max(a + 1, left), b >= total ? total : b + 1]
  return from >= end || (to < total && to > end) || (b < total && to >= total) ? null : [from, to]
}

/**
 * A bound in words for a screen reader.
 * @param {string} bound as in the datetime parameter
 * @param {string} lang
 */
export function spoken(bound, lang) {
  const time = /^\d{4}-\d\d-\d\d/.test(bound) ? Date.parse(bound) : NaN
  if (Number.isNaN(time)) return bound.replace(/^Y/, '')
  const fine = bound.includes('T')
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', ...(fine && { timeStyle: 'short' }), timeZone: 'UTC' }).format(time)
}
