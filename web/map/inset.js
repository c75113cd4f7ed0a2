// @ts-check
/** A small map of a group that is out of view: a button that goes there. */
import { html } from './dom.js'
import { groundPicture } from './ground.js'
import { Scene } from './scene.js'
import { fit } from './firstview.js'
import { marksAt } from './group.js'
import { worldSize, distanceKm } from './mercator.js'
import { regionOf } from './regions.js'
import { say, words } from './words.js'

/** Sizes of the picture. @param {number} width of the map @param {boolean} compact */
export function insetSize(width, compact) {
  if (width >= 720 && !compact) return { w: 280, h: 177, small: false }
  return width >= 600 ? { w: 176, h: 105, small: true } : { w: 150, h: 93, small: true }
}

/** @param {M.Group} group @param {boolean} short */
export function captionOfGroup(group, short) {
  const n = group.entries.length
  const said = group.entries.filter((e) => e.look === 'statement').length
  const plain = group.entries.filter((e) => e.look === 'plain').length
  const parts = short || plain === n ? [words.entries(n)] : [n - said && words.reports(n - said), said && words.statements(said)].filter(Boolean)
  return say('map.caption', { region: regionOf(group), counts: parts.join(say('map.comma')) })
}

/** How far one group is from another, in words. @param {M.Group} group @param {M.Group} main */
export function wayTo(group, main) {
  const a = group.lead.anchor, b = main.lead.anchor
  const km = distanceKm(a, b)
  const power = 10 ** Math.max(0, Math.floor(Math.log10(km)) - 1)
  let dx = a[0] - b[0]
  dx -= Math.round(dx)
  const dy = a[1] - b[1]
  const side = Math.abs(dx) >= Math.abs(dy) ? (dx < 0 ? 'west' : 'east') : dy < 0 ? 'north' : 'south'
  return { side, text: main.lead.place ? say('map.away', { km: Math.round(km / power) * power, side, from: main.lead.place }) : '' }
}

/** @param {() => void} press */
export function createInset(press) {
  const under = html('span', { class: 'under' })
  const picture = html('span', { class: 'picture', 'aria-hidden': 'true' }, under)
  const title = html('strong'), note = html('span')
  const el = html('button', { type: 'button', class: 'inset' }, picture, html('span', { class: 'caption' }, title, ' ', note))
  el.addEventListener('click', press)
  const scene = new Scene(picture, picture, false)
  return {
    el,
    /**
     * @param {M.Group} group @param {string} way to it, in words @param {{w: number, h: number, small: boolean}} size
     * @param {M.Ground|null} ground
     */
    show(group, way, size, ground) {
      const { w, h, small } = size
      el.style.width = w + 2 + 'px'
      el.classList.toggle('small', small)
      picture.style.height = h + 'px'
      const c = fit(group.row, w, h, { padX: small ? 33 : 46, padY: h * 0.17, step: 0, nearest: 3.5 })
      const scale = worldSize(c.zoom)
      // A little above the middle: texts stand below as a rule.
      const v = { scale, x0: c.x * scale - w / 2, y0: c.y * scale - h * 0.41, w, h }
      groundPicture(under, v, c.zoom, ground)
      scene.look(v)
      scene.draw({
        entries: group.entries, marks: marksAt(group.entries, c.zoom), port: { x: 0, y: 0, w, h }, covered: [],
        setting: small ? 'smallInset' : 'inset', size: small ? 0.75 : 1, selected: null, hovered: null,
      })
      title.textContent = captionOfGroup(group, small)
      note.textContent = `${way} ${say('map.larger')}`.trim()
    },
  }
}

/**
 * The emptiest corner, rather on the group's true side.
 * @param {{w: number, h: number}} size of the inset @param {number} w @param {number} h of the map
 * @param {{x: number, y: number}[]} busy what should stay visible @param {M.Rect[]} closed what may not be covered @param {string} side
 * @returns {M.Rect}
 */
export function corner(size, w, h, busy, closed, side, margin = 16) {
  const right = w - margin - size.w, low = h - margin - size.h
  let best = { x: margin, y: margin, ...size }, least = Infinity
  for (const [x, y, isWest, isNorth] of /** @type {[number, number, boolean, boolean][]} */ ([[margin, margin, true, true], [right, margin, false, true], [margin, low, true, false], [right, low, false, false]])) {
    const box = { x, y, w: size.w, h: size.h }
    // Out of the way of buttons, scale and credits.
    for (const c of closed) if (meet(box, c)) box.y = isNorth ? c.y + c.h + 8 : c.y - 8 - box.h
    let cost = busy.filter((p) => p.x > box.x - 12 && p.x < box.x + box.w + 12 && p.y > box.y - 12 && p.y < box.y + box.h + 12).length * 10
    if (isWest !== (side === 'west') && side !== 'north' && side !== 'south') cost += 3
    if (isNorth !== (side !== 'south')) cost += 1
    if (closed.some((c) => meet(box, c)) || box.y < 0 || box.y + box.h > h) cost += 50
    if (cost < least) {
      least = cost
      best = box
    }
  }
  return best
}

/** @param {M.Rect} a @param {M.Rect} b */
export const meet = (a, b) => a.x < b.x + b.w && a.x + a.w > b.x && a.y < b.y + b.h && a.y + a.h > b.y
