// @ts-check
/** How a feature of a tile is called on the page. */

/**
 * The feature id that the server gives to an id which is no whole number: the
 * FNV-1a hash of its text in 64 bits, folded to 53.
 * @param {string} text
 */
export function stableId(text) {
  let hash = 14695981039346656037n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n)
  return Number((hash >> 53n) ^ (hash & ((1n << 53n) - 1n)))
}

/**
 * The key of an entry, null if it has none.
 * @param {{layer: string, key: string}} info @param {number|undefined} id of the feature @param {any} named its property `id`
 */
export function keyOf(info, id, named) {
  if (info.key === 'ordinal') return id === undefined ? null : `${info.layer}/~${id}`
  const text = typeof named === 'string' || typeof named === 'number' ? String(named) : ''
  // A whole number may be the id while `id` is a property like any other.
  if (text && (id === undefined || stableId(text) === id)) return `${info.layer}/${text}`
  return id === undefined ? null : `${info.layer}/${id}`
}

/**
 * Whether this may be the feature with that key; keyOf is sure, and slower.
 * @param {{layer: string, key: string}} info @param {string} key @param {number|undefined} id @param {any} named
 */
export function mayBe(info, key, id, named) {
  const end = key.slice(info.layer.length + 1)
  return info.key === 'ordinal' ? end === `~${id}` : end === String(id) || end === String(named)
}
