// @ts-check
/** What is written beside an entry: its place in bold, a note under it. */
import { linesOf } from './text.js'
import { unknownsOf } from './words.js'

/** @type {Record<M.Setting, {name: number, note: number, lh: number, notes: boolean}>} */
const SETTINGS = {
  full: { name: 14, note: 12.5, lh: 16, notes: true },
  small: { name: 13, note: 11.5, lh: 15, notes: true },
  narrow: { name: 13, note: 11, lh: 14, notes: false },
  inset: { name: 13, note: 11.5, lh: 15, notes: true },
  smallInset: { name: 12, note: 11, lh: 14, notes: false },
}

/**
 * For entries drawn as one, in the order of the list.
 * @param {M.Entry[]} entries @param {M.Setting} setting @param {boolean} titles whether a title may stand in for a place
 * @returns {M.Caption|null}
 */
export function captionOf(entries, setting, titles) {
  const s = SETTINGS[setting]
  const place = entries[0].place
  if (entries.some((e) => e.place !== place)) return null
  if (!place) {
    const [e] = entries
    return entries.length === 1 && titles && e.title ? { name: linesOf(e.title, { cls: 'note', size: s.note, lh: s.lh }, 160, 2), full: null } : null
  }
  const name = linesOf(place, { cls: 'place', size: s.name, lh: s.name + 3, bold: true }, 190)
  const label = s.notes && entries.find((e) => e.label)?.label
  const full = label ? [...name, ...linesOf(label, { cls: 'note', size: s.note, lh: s.lh }, 230)] : null
  return { name, full }
}

/**
 * For a movement. Its number never stands without who says it, and a line
 * without a known route always says so.
 * @param {M.Entry} e @param {M.Setting} setting @returns {M.Caption|null}
 */
export function captionOfMovement(e, setting) {
  const s = SETTINGS[setting]
  if (setting === 'smallInset') return null
  const width = s.notes ? 230 : 124
  const part = (/** @type {string} */ text, bold = false) =>
    text ? linesOf(text, { cls: bold ? 'place' : 'note', size: s.note, lh: s.lh, bold }, width, s.notes ? 2 : 3) : []
  const lines = [...part(e.label || e.title, true), ...part(e.said), ...part(unknownsOf(e.move, !s.notes))]
  return lines.length ? { name: lines, full: null } : null
}
