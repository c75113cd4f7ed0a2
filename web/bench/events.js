// Made-up events of the size that real ones have, always the same.

const statuses = ['unconfirmed', 'claimed', 'denied', 'corroborated', 'confirmed']
const words = 'bridge road station depot crossing market harbour school line warehouse north south river old new closed damaged seen moving reported column convoy workers fire smoke heard near centre village'.split(' ')

/** Numbers below a bound, and texts of so many words, in an order that never changes. */
function chance() {
  let seed = 7
  const next = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const text = (/** @type {number} */ count) => {
    const all = Array.from({ length: count }, () => words[next(words.length)])
    return all.join(' ').replace(/^./, c => c.toUpperCase())
  }
  return { next, text }
}

/** @param {string} status @param {ReturnType<typeof chance>} of */
function voices(status, { next, text }) {
  const sources = [{ id: 'a', name: `Town council ${next(40)}`, stance: status === 'unconfirmed' ? 'suspects' : 'claims', citation: text(8) }]
  if (status === 'denied') sources.push({ id: 'b', name: `Ministry ${next(9)}`, stance: 'denies', citation: text(8) })
  if (status === 'corroborated' || status === 'confirmed') sources.push({ id: 'b', name: `Observer ${next(30)}`, stance: 'supports', citation: text(8) })
  return sources
}

/** @param {number} n */
export function events(n) {
  const made = chance(), { next, text } = made
  const features = Array.from({ length: n }, (_, i) => {
    const status = statuses[next(statuses.length)]
    const day = 1 + next(28), month = 1 + next(12)
    const sources = voices(status, made)
    return {
      type: 'Feature', id: `event-${i}`,
      geometry: { type: 'Point', coordinates: [22 + next(18000) / 1000, 44 + next(8000) / 1000] },
      properties: {
        kind: 'event', title: `${text(7)} ${i}`, summary: text(26), status, ...(status === 'confirmed' && { status_note: text(9) }),
        when: `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        place: { name: `${text(1)} ${next(300)}`, precision: 'settlement' }, sources,
        ...(next(3) === 0 && { counts: [{ of: 'people', min: 1 + next(90), src: ['a'] }] }),
      },
    }
  })
  return { type: 'FeatureCollection', features }
}

/** Movements of all statuses, a quarter of them from an origin that is not known. @param {number} n */
export function movements(n) {
  const made = chance(), { next, text } = made
  const features = Array.from({ length: n }, (_, i) => {
    const status = statuses[next(statuses.length)]
    const from = [22 + next(18000) / 1000, 44 + next(8000) / 1000]
    const to = from.map(c => c + (next(2) ? 1 : -1) * (0.5 + next(3000) / 1000))
    const sources = voices(status, made)
    return {
      type: 'Feature', id: `move-${i}`,
      geometry: { type: 'LineString', coordinates: [from, to] },
      properties: {
        kind: 'movement', title: `${text(6)} ${i}`, summary: text(20), status, ...(status === 'confirmed' && { status_note: text(9) }),
        when: `2024-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`,
        move: {
          from: { name: `${text(1)} ${next(300)}`, precision: next(4) ? 'settlement' : 'country' }, to: { name: `${text(1)} ${next(300)}`, precision: 'settlement' },
          path: ['schematic', 'reported'][next(2)],
        },
        sources,
      },
    }
  })
  return { type: 'FeatureCollection', features }
}
