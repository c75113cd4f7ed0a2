// @ts-check
/** Names for parts of the world, by boxes that are good enough for a caption. */
import { unproject } from './mercator.js'
import { words } from './words.js'

/** @type {[string, number, number, number, number][]} name, west, south, east, north; the first that holds all is taken */
const REGIONS = [
  ['Middle East', 34, 12, 60, 40],
  ['Europe', -25, 34, 50, 72],
  ['Far East', 95, 18, 180, 62],
  ['South-East Asia', 92, -11, 141, 24],
  ['South Asia', 60, 5, 93, 37],
  ['Central Asia', 46, 35, 88, 56],
  ['North Africa', -18, 15, 37, 38],
  ['Africa', -18, -36, 52, 38],
  ['Central America', -118, 7, -58, 28],
  ['North America', -170, 14, -52, 84],
  ['South America', -82, -57, -34, 13],
  ['Australia', 112, -44, 155, -9],
  ['the Pacific', 120, -60, 290, 60],
  ['the Atlantic', -80, -60, 15, 65],
  ['Asia', 25, -11, 190, 80],
  ['the Arctic', -180, 62, 180, 90],
  ['the Antarctic', -180, -90, 180, -60],
]

/** @param {M.Group} group */
export function regionOf(group) {
  const at = group.entries.map((e) => unproject(e.anchor[0] - Math.floor(e.anchor[0]), e.anchor[1]))
  const found = REGIONS.find(([, w, s, e, n]) => at.every(([lon, lat]) =>
    lat >= s && lat <= n && ((lon >= w && lon <= e) || (lon + 360 >= w && lon + 360 <= e))))
  if (found) return found[0][0].toUpperCase() + found[0].slice(1)
  const places = [...new Set(group.entries.map((e) => e.place).filter(Boolean))]
  return places.length ? words.andPlaces(places[0], places.length - 1) : words.elsewhere
}
