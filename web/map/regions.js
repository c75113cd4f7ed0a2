// @ts-check
/** Names for parts of the world, by boxes that are good enough for a caption. */
import { unproject } from './mercator.js'
import { say, words } from './words.js'

/** @type {[number, number, number, number][]} west, south, east, north, in the order of their names; the first that holds all is taken */
const REGIONS = [
  [34, 12, 60, 40], // Middle East
  [-25, 34, 50, 72], // Europe
  [95, 18, 180, 62], // Far East
  [92, -11, 141, 24], // South-East Asia
  [60, 5, 93, 37], // South Asia
  [46, 35, 88, 56], // Central Asia
  [-18, 15, 37, 38], // North Africa
  [-18, -36, 52, 38], // Africa
  [-118, 7, -58, 28], // Central America
  [-170, 14, -52, 84], // North America
  [-82, -57, -34, 13], // South America
  [112, -44, 155, -9], // Australia
  [120, -60, 290, 60], // the Pacific
  [-80, -60, 15, 65], // the Atlantic
  [25, -11, 190, 80], // Asia
  [-180, 62, 180, 90], // the Arctic
  [-180, -90, 180, -60], // the Antarctic
]

/** @param {M.Group} group */
export function regionOf(group) {
  const at = group.entries.map((e) => unproject(e.anchor[0] - Math.floor(e.anchor[0]), e.anchor[1]))
  const found = REGIONS.findIndex(([w, s, e, n]) => at.every(([lon, lat]) =>
    lat >= s && lat <= n && ((lon >= w && lon <= e) || (lon + 360 >= w && lon + 360 <= e))))
  if (found >= 0) return say('map.regions').split('|')[found]
  const places = [...new Set(group.entries.map((e) => e.place).filter(Boolean))]
  return places.length ? words.andPlaces(places[0], places.length - 1) : say('map.elsewhere')
}
