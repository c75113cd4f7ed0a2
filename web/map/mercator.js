// @ts-check
/**
 * The Mercator world as a square of side 1: x grows east from 180° W, y grows
 * south. x may leave 0..1; it then names the same place a world further on.
 */

const RAD = Math.PI / 180
const MAX_LAT = 85.05112878
/** Length of the equator in metres, as web maps have it. */
export const EQUATOR = 40075016.686

/** @param {number} lon @param {number} lat @returns {[number, number]} */
export function project(lon, lat) {
  const s = Math.sin(Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * RAD)
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)]
}

/** @param {number} x @param {number} y @returns {[number, number]} */
export function unproject(x, y) {
  return [(x - 0.5) * 360, (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RAD]
}

/** How much of the world's side a length on the ground takes at height y. @param {number} m @param {number} y */
export function metres(m, y) {
  return m / (EQUATOR * Math.cos(unproject(0, y)[1] * RAD))
}

/** Pixels that the world is wide. @param {number} zoom */
export function worldSize(zoom) {
  return 256 * 2 ** zoom
}

/** By how many whole worlds x must move to come nearest to centre. @param {number} x @param {number} centre */
export function shiftTo(x, centre) {
  return Math.round(centre - x)
}

/** Kilometres over the globe between two points of the square. @param {number[]} a @param {number[]} b */
export function distanceKm(a, b) {
  const [lon1, lat1] = unproject(a[0], a[1])
  const [lon2, lat2] = unproject(b[0], b[1])
  const h = Math.sin(((lat2 - lat1) * RAD) / 2) ** 2 +
    Math.cos(lat1 * RAD) * Math.cos(lat2 * RAD) * Math.sin(((lon2 - lon1) * RAD) / 2) ** 2
  return 12742 * Math.asin(Math.min(1, Math.sqrt(h)))
}
