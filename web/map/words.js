// @ts-check
/** What map and page say, in the language of the page. */
import { createSay } from './message.js'

let now = createSay('en', {})

/** Speaks a language. @param {string} tag BCP 47 @param {Record<string, string>} messages */
export function speak(tag, messages) {
  now = createSay(tag, messages)
}

// The server makes a module of each language's message file.
const messages = globalThis.document?.getElementById('top')?.dataset.words
if (messages) speak(document.documentElement.lang, (await import(messages)).default)

/** @param {string} key @param {import('./message.js').Args} [args] */
export const say = (key, args) => now.say(key, args)
/** @param {number} n */
export const number = (n) => now.number(n)
/** The locale for dates: in English as the server writes them. */
export const dateLocale = () => (now.tag === 'en' ? 'en-GB' : now.tag + '-u-nu-latn')

/** In the order in which a group lists what it holds. */
const LOOKS = ['confirmed', 'corroborated', 'claimed', 'unconfirmed', 'denied', 'refuted', 'retracted', 'statement', 'plain']

export const words = {
  entries: (/** @type {number} */ n) => say('map.entries', { n }),
  reports: (/** @type {number} */ n) => say('map.reports', { n }),
  statements: (/** @type {number} */ n) => say('map.statements', { n }),
  /** A layer may hold reports and statements at once: all are entries. @param {{features: number, matched: number}[]} layers */
  tiled: (layers) => {
    const [matched, all] = layers.reduce(([m, n], l) => [m + l.matched, n + l.features], [0, 0])
    return say('map.tiled', { some: matched < all ? 'yes' : 'no', matched, all: words.entries(all) })
  },
  /** @param {M.Look} look @param {string} title */
  named: (look, title) => (look === 'plain' ? title : say('map.named', { status: say('map.status', { look }), title })),
  /** What has no title is called as in the list. @param {string} layer @param {string} id of the feature, with ~ its place in the file */
  numbered: (layer, id) => (id[0] === '~' ? say('map.numbered', { layer, n: Number(id.slice(1)) }) : id ? say('map.identified', { layer, id }) : layer),
  /** @param {number} n @param {Record<string, number>} counts @param {string} place */
  group: (n, counts, place) => {
    const each = LOOKS.filter((k) => counts[k]).map((look) => say('map.counted', { look, n: counts[look] })).join(say('map.comma'))
    return say('map.group', { entries: words.entries(n), at: place ? 'place' : 'none', place, each })
  },
  /** @param {string} first @param {number} n */
  andPlaces: (first, n) => (n ? say('map.and_places', { first, n }) : first),
  scale: (/** @type {number} */ km) => (km >= 1 ? say('map.km', { n: km }) : say('map.m', { n: km * 1000 })),
}

/** @param {string} s */
const capital = (s) => s.slice(0, 1).toUpperCase() + s.slice(1)

/**
 * What is not known of a movement's way, or nothing.
 * @param {any} move @param {boolean} short only that the route is not known
 */
export function unknownsOf(move, short) {
  if (!move) return ''
  const known = ['exact', 'site', 'settlement', null, undefined, ''].includes(move.from_precision)
  let origin = ''
  if (!known && !short) {
    // "A North Korean port, not named" says more than "origin"; the data are read in English only.
    const said = now.tag === 'en' && /([\p{L}\p{M}-]{2,30}),? (?:is )?not named/u.exec(String(move.from || '').slice(0, 200))
    origin = said ? capital(say('map.origin_not_named', { place: said[1] })) : say('map.origin_unknown')
  }
  if (move.path !== 'schematic') return origin
  const route = say('map.route_unknown')
  return origin ? say('map.unknowns', { origin, route }) : capital(route)
}
