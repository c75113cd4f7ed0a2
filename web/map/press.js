// @ts-check
/** What a press on something drawn from tiles does. */
import { html, reducedMotion } from './dom.js'
import { unproject } from './mercator.js'
import { degrees } from './tiled.js'
import { say, words } from './words.js'

/** Zooms in by so much where it is not known when a group opens. */
const STEP = 2
/** As in tiles.js: the last zoom that has tiles of its own, if a layer does not say. */
const DEEPEST = 14

/**
 * @param {{map: any, most: number, tiled: ReturnType<typeof import('./tiled.js').createTiled>, chooser: ReturnType<typeof import('./choose.js').createChooser>,
 *   bubble: ReturnType<typeof import('./bubble.js').createBubble>, stage: HTMLElement, choose(e: M.Entry): void, listLink?: M.Options['listLink']}} o most = deepest zoom of the map
 */
export function createPress({ map, most, tiled, chooser, bubble, stage, choose, listLink }) {
  const back = () => stage.focus({ preventScroll: true })

  /** @param {T.Ring} ring @param {number} x @param {number} y */
  function group(ring, x, y) {
    const { at, box } = tiled.placeOf(ring)
    const zoom = map.getZoom(), deepest = Math.min(most, ring.piece.source.info.maxzoom ?? DEEPEST)
    const to = Math.min(deepest, ring.group.opens > zoom ? ring.group.opens : zoom + STEP)
    if (to <= zoom) {
      const label = words.group(ring.group.n, ring.group.counts, '')
      const link = listLink && html('a', listLink(degrees(box)), say('map.list_them'))
      link?.addEventListener('click', () => setTimeout(() => bubble.close()))
      return bubble.show(label, [html('p', {}, label + '. ' + say('map.together')), ...(link ? [html('p', {}, link)] : [])], x + 16, y + 16, back)
    }
    const [lon, lat] = unproject(at[0], at[1]), animate = !reducedMotion()
    // After a long way, what the group was should be in the middle.
    if (to - zoom > STEP) map.setView([lat, lon], to, { animate })
    else map.setZoomAround([lat, lon], to, { animate })
  }

  /** @param {T.Hit} hit @param {M.Entry} e @param {number} x @param {number} y */
  function one(hit, e, x, y) {
    if (e.key[0] !== '?') return choose(e)
    const facts = tiled.factsOf(hit)
    const list = html('dl', {}, ...facts.flatMap(([name, value]) => [html('dt', { dir: 'auto' }, name), html('dd', { dir: 'auto' }, value)]))
    bubble.show(e.name, [facts.length ? list : html('p', {}, say('map.no_properties'))], x, y, back)
  }

  /** @param {T.Hit[]} hits @param {number} x @param {number} y pixels of the map's element */
  return (hits, x, y) => {
    if (hits[0].group) return group(hits[0].group, x, y)
    // What has no key gets one for the menu.
    const all = hits.map((hit, i) => {
      const e = tiled.entryOf(hit)
      return { hit, e: e.key ? e : { ...e, key: '?' + i } }
    })
    if (all.length === 1) return one(all[0].hit, all[0].e, x, y)
    chooser.show(all.map((a) => a.e), x, y, (key) => {
      const a = all.find((q) => q.e.key === key)
      if (a) one(a.hit, a.e, x, y)
    }, back)
  }
}
