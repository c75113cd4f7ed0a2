// @ts-check
/** Every word that the map itself says, in one place. */

/** @type {Record<string, [string, string]>} status → one, several */
const COUNTED = {
  confirmed: ['confirmed', 'confirmed'],
  corroborated: ['corroborated', 'corroborated'],
  claimed: ['claimed', 'claimed'],
  unconfirmed: ['unconfirmed', 'unconfirmed'],
  denied: ['claimed and denied', 'claimed and denied'],
  refuted: ['refuted', 'refuted'],
  retracted: ['retracted', 'retracted'],
  statement: ['statement', 'statements'],
  plain: ['without status', 'without status'],
}

const number = (/** @type {number} */ n) => n.toLocaleString('en')
const plural = (/** @type {number} */ n, /** @type {string} */ one, /** @type {string} */ many) => `${number(n)} ${n === 1 ? one : many}`

export const words = {
  map: 'Map. Arrow keys move it, plus and minus zoom.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Back to the first view',
  failed: 'Background map not loaded.',
  tilesFailed: 'Some of the map is not loaded.',
  retry: 'Try again',
  choose: 'Which of these?',
  routeUnknown: 'route not known',
  originUnknown: 'Origin not named',
  entries: (/** @type {number} */ n) => plural(n, 'entry', 'entries'),
  reports: (/** @type {number} */ n) => plural(n, 'report', 'reports'),
  statements: (/** @type {number} */ n) => plural(n, 'statement', 'statements'),
  /** A layer may hold reports and statements at once: all are entries. @param {{features: number, matched: number}[]} layers */
  tiled: (layers) => {
    const [matched, all] = layers.reduce(([m, n], l) => [m + l.matched, n + l.features], [0, 0])
    return `${matched < all ? number(matched) + ' of ' : ''}${words.entries(all)}, drawn from tiles; use the list or the search`
  },
  /** @param {M.Look} look @param {string} title */
  named: (look, title) => (look === 'plain' ? title : `${COUNTED[look][0][0].toUpperCase()}${COUNTED[look][0].slice(1)}, ${title}`),
  /** What has no title is called as in the list. @param {string} layer @param {string} id of the feature, with ~ its place in the file */
  numbered: (layer, id) => (id[0] === '~' ? `${layer}, number ${number(Number(id.slice(1)))}` : id ? `${layer}, ${id}` : layer),
  together: 'They are too near to each other to be drawn apart.',
  listThem: 'List them',
  noProperties: 'Nothing more is known of it.',
  close: 'Close',
  more: (/** @type {number} */ n) => `and ${number(n)} more in the list`,
  /** @param {number} n @param {Record<string, number>} counts @param {string} place */
  group: (n, counts, place) => {
    const each = Object.keys(COUNTED).filter((k) => counts[k]).map((k) => `${number(counts[k])} ${COUNTED[k][counts[k] === 1 ? 0 : 1]}`)
    return `${words.entries(n)}${place ? ', ' + place : ''}: ${each.join(', ')}`
  },
  /** @param {number} km @param {string} side @param {string} from */
  away: (km, side, from) => `${number(km)} km ${side} of ${from}.`,
  larger: 'Show larger.',
  sides: { west: 'west', east: 'east', north: 'north', south: 'south' },
  /** @param {string} first @param {number} n */
  andPlaces: (first, n) => (n ? `${first} and ${plural(n, 'more place', 'more places')}` : first),
  elsewhere: 'Elsewhere',
  scale: (/** @type {number} */ km) => (km >= 1 ? `${number(km)} km` : `${number(km * 1000)} m`),
}

/**
 * What is not known of a movement's way, or nothing.
 * @param {any} move @param {boolean} short only that the route is not known
 */
export function unknownsOf(move, short) {
  if (!move) return ''
  const known = ['exact', 'site', 'settlement', null, undefined, ''].includes(move.from_precision)
  let origin = ''
  if (!known && !short) {
    // "A North Korean port, not named" says more than "origin".
    const said = /([\p{L}\p{M}-]{2,30}),? (?:is )?not named/u.exec(String(move.from || '').slice(0, 200))
    origin = said ? `${said[1][0].toUpperCase()}${said[1].slice(1)} not named` : words.originUnknown
  }
  if (move.path !== 'schematic') return origin
  const route = words.routeUnknown
  return origin ? `${origin}, ${route}` : route[0].toUpperCase() + route.slice(1)
}
