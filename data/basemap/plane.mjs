// The plane the map is drawn on: Web Mercator, counted in degrees of longitude,
// so that one unit is the same number of pixels in x and in y.

export const EDGE = 85.06 // just beyond the square map's edge at 85.0511°

const RAD = Math.PI / 180

export const mercY = (lat) => {
  const s = Math.sin(Math.max(-EDGE, Math.min(EDGE, lat)) * RAD)
  return Math.log((1 + s) / (1 - s)) / 2 / RAD
}

export const unMercY = (y) => Math.atan(Math.sinh(y * RAD)) / RAD

// The short way round from one longitude to another.
export const turn = (from, to) => ((to - from + 540) % 360 + 360) % 360 - 180

// Signed area of a ring of [lon, lat] on the plane; the ring must not jump across ±180.
export function planeArea(ring) {
  let sum = 0
  for (let i = 0, n = ring.length, j = n - 1; i < n; j = i++) {
    sum += (ring[i][0] - ring[j][0]) * (mercY(ring[i][1]) + mercY(ring[j][1]))
  }
  return sum / 2
}

export function planeLength(line) {
  let sum = 0
  for (let i = 1; i < line.length; i++) {
    sum += Math.hypot(turn(line[i - 1][0], line[i][0]), mercY(line[i][1]) - mercY(line[i - 1][1]))
  }
  return sum
}

export function inRing([x, y], ring) {
  let inside = false
  for (let i = 0, n = ring.length, j = n - 1; i < n; j = i++) {
    const [xi, yi] = ring[i]
    const [xj, yj] = ring[j]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

export const inPolygon = (point, [outer, ...holes]) =>
  inRing(point, outer) && !holes.some((hole) => inRing(point, hole))
