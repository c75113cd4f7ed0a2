// @ts-check
/** Collections as the server sends them, written by hand. */

/** @param {string} id @param {any} geometry @param {any} [properties] */
export const feature = (id, geometry, properties = {}) => ({
  type: 'Feature', id, geometry,
  properties: { kind: 'event', status: 'claimed', place: id, precision: 'settlement', name: id, title: id, t: ['2024-10-08T00:00:00Z', '2024-10-14T00:00:00Z'], ...properties },
})

/** @param {string} id @param {number} lon @param {number} lat @param {any} [properties] */
export const at = (id, lon, lat, properties) => feature(id, { type: 'Point', coordinates: [lon, lat] }, properties)

/** @param {any[]} features */
export const collection = (...features) => ({ type: 'FeatureCollection', features })

const said = { kind: 'statement', status: null }

/** The places of the default map; North Korea is a rough outline. */
export const troops = collection(
  feature('sealift', { type: 'LineString', coordinates: [[129, 40.5], [131.886, 43.115]] }, { kind: 'movement', status: 'denied', place: null }),
  at('Vladivostok', 131.886, 43.115),
  at('Ussuriysk', 131.952, 43.797, { status: 'unconfirmed' }),
  at('Khabarovsk', 135.072, 48.48, { status: 'unconfirmed' }),
  feature('announced', null, { kind: 'movement', status: 'denied', drawn: false }),
  at('Donetsk region', 37.8, 48, { status: 'denied', precision: 'admin1', radius_m: 90000 }),
  feature('North Korea', { type: 'Polygon', coordinates: [[[124.2, 39.9], [130.7, 42.3], [128.4, 38.6], [124.7, 38], [124.2, 39.9]]] }, { precision: 'country' }),
  at('Seoul', 126.978, 37.566, said),
  at('Seoul', 126.978, 37.566, said),
  at('Brussels', 4.425, 50.876, said),
  at('Brussels', 4.425, 50.876, said),
  at('Moscow', 37.618, 55.752, said),
  at('Pyongyang', 125.738, 39.019, said),
)

/** A row of numbers that looks random and is always the same. @param {number} seed */
export function numbers(seed) {
  let s = seed
  return () => (s = (s * 16807) % 2147483647) / 2147483647
}
