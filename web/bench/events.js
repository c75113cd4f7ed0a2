// Made-up events of the size that real ones have, always the same.

const statuses = ['unconfirmed', 'claimed', 'denied', 'corroborated', 'confirmed']
const words = 'bridge road station depot crossing market harbour school line warehouse north south river old new closed damaged seen moving reported column convoy workers fire smoke heard near centre village'.split(' ')

/** @param {number} n */
export function events(n) {
  let seed = 7
  const next = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const text = (/** @type {number} */ count) => {
    const all = Array.from({ length: count }, () => words[next(words.length)])
    return all.join(' ').replace(/^./, c => c.toUpperCase())
  }
  const features = Array.from({ length: n }, (_, i) => {
    const status = statuses[next(statuses.length)]
    const day = 1 + next(28), month = 1 + next(12)
    const sources = [{ id: 'a', name: `Town council ${next(40)}`, stance: status === 'unconfirmed' ? 'suspects' : 'claims', citation: text(8) }]
    if (status === 'denied') sources.push({ id: 'b', name: `Ministry ${next(9)}`, stance: 'denies', citation: text(8) })
    if (status === 'corroborated' || status === 'confirmed') sources.push({ id: 'b', name: `Observer ${next(30)}`, stance: 'supports', citation: text(8) })
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
