/** Leaflet has no types of its own. */
export const Map: any
export const GridLayer: any
export function point(x: number, y: number): any
export function setTransform(el: Element, offset: any, scale?: number): void
