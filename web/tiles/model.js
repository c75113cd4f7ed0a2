// @ts-check
/** Properties as data have them, in tiles as text of JSON → as the map's index has them. */

/** An object that stands as text. @param {any} value */
function read(value) {
  if (typeof value !== 'string' || value[0] !== '{') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** A text, or one of several in different languages. @param {any} value @param {string} lang */
export function textOf(value, lang) {
  const v = read(value)
  if (typeof v === 'string') return v
  if (!v || typeof v !== 'object') return ''
  const found = v[lang] ?? v[lang.split('-')[0]] ?? v.en ?? Object.values(v)[0]
  return typeof found === 'string' ? found : ''
}

const NAMES = ['name', 'title', 'label', 'headline']

/** What the list calls a feature, if its properties say. @param {Record<string, any>} p @param {string} lang */
export function titleOf(p, lang) {
  const name = Object.keys(p).find((k) => NAMES.includes(k.toLowerCase()) && p[k] !== '')
  return textOf(p.title, lang) || (name ? textOf(p[name], lang) || String(p[name]) : '')
}

/** @param {any} value @returns {{name?: any, precision?: string, radius_m?: number}} */
export function placeOf(value) {
  const v = read(value)
  return v && typeof v === 'object' ? v : { name: v }
}

/**
 * A feature as it stands in a layer's file, as one of the map's index.
 * @param {string} key @param {any} feature @param {string} lang
 */
export function indexed(key, feature, lang) {
  const p = feature?.properties || {}
  const place = placeOf(p.place), move = read(p.move)
  return {
    type: 'Feature', id: key, geometry: feature?.geometry ?? null,
    properties: {
      kind: p.kind, status: p.status, title: titleOf(p, lang), label: textOf(p.label, lang), place: textOf(place.name, lang),
      precision: place.precision ?? null, radius_m: place.radius_m ?? null, corrected: Array.isArray(p.corrections) && p.corrections.length > 0,
      move: move && typeof move === 'object' ? { path: move.path, from: textOf(move.from?.name, lang), to: textOf(move.to?.name, lang),
        from_precision: move.from?.precision, to_precision: move.to?.precision, bend: move.bend } : null,
    },
  }
}
