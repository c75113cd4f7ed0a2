// @ts-check
/** The map: entries on a basemap. It knows nothing of lists, forms or addresses. */
import { html, reducedMotion, coarsePointer } from './dom.js'
import { readEntries } from './entries.js'
import { Map as LeafletMap, point } from '../vendor/leaflet/index.js'
import { createGround } from './groundlayer.js'
import { project, unproject, worldSize, shiftTo } from './mercator.js'
import { findGroups, fit } from './firstview.js'
import { marksAt, pullOut } from './group.js'
import { Scene } from './scene.js'
import { createOverlay } from './overlay.js'
import { createButtons, createScale, createFailure } from './controls.js'
import { createInsets } from './insets.js'
import { createRoom, LEAST_ROOM } from './room.js'
import { createChooser } from './choose.js'
import { createRove } from './rove.js'
import { createTiled, drawable, layersOf } from './tiled.js'
import { createBubble } from './bubble.js'
import { createPress } from './press.js'
import { shareGestures, under } from './gestures.js'
import { useFontOf } from './text.js'
import { say } from './words.js'

const MAX_ZOOM = 16
/** With more things than this on the map, texts are placed so many milliseconds after the rest: both at once would be felt. */
const MANY = 100
const PAUSE = 60
/** A mark is brought this far from the edge of what is seen, in pixels, if there is room. */
const EDGE = 40

/** @param {HTMLElement} element @param {M.Options} options */
export function createMap(element, options) {
  const stage = html('div', { class: 'stage', role: 'group', tabindex: 0, 'aria-label': say('map.label') })
  element.classList.add('map')
  element.classList.toggle('compact', !!options.compact)
  element.append(stage)
  shareGestures(element)
  useFontOf(element)

  const still = reducedMotion()
  const map = new LeafletMap(stage, {
    zoomControl: false, attributionControl: false, zoomSnap: 0.5, zoomDelta: 0.5, wheelPxPerZoomLevel: 100,
    minZoom: 1, maxZoom: MAX_ZOOM, zoomAnimation: !still, fadeAnimation: false, inertia: !still, trackResize: false,
    maxBounds: [[-86, -1e6], [86, 1e6]], maxBoundsViscosity: 1,
  })
  /** @type {M.Entry[]} */
  let entries = []
  /** @type {M.Group[]} */
  let groups = []
  /** @type {string|null} */
  let selected = null
  /** @type {string|null} */
  let hovered = null
  /** whose mark is kept out from under the card: not where the view was asked for @type {string|null} */
  let kept = null
  let ready = false, home = true, moving = 0
  /** @type {{zoom: number, marks: M.Mark[]}|null} */
  let grouped = null

  const overlay = createOverlay(map, () => later(true))
  const scene = new Scene(overlay.low, overlay.high, true)
  const scale = createScale()
  const buttons = createButtons({
    zoomIn: () => zoomBy(1),
    zoomOut: () => zoomBy(-1),
    fit: () => api.fit(),
  })
  const failure = createFailure({
    ground: { says: say('map.failed'), retry: () => ground.redraw() },
    tiles: { says: say('map.tiles_failed'), retry: () => tiled.retry() },
  }, () => focusStage())
  const ground = createGround(map, options.ground, (failed) => failure.show('ground', failed))
  const credits = html('div', { class: 'credits' }, options.credits || '')
  const chooser = createChooser(element)
  const bubble = createBubble(element)
  const tiled = createTiled({
    element, stage, shapes: scene.layers[0], texts: scene.layers[1], lang: options.lang || 'en', locate: options.locate,
    changed: () => later(), failed: (now) => failure.show('tiles', now),
  })
  const pressTiles = createPress({
    map, most: MAX_ZOOM, tiled, chooser, bubble, stage, listLink: options.listLink,
    choose(e) {
      // Its card may take a moment.
      selected = e.key
      tiled.choose(e)
      draw(false)
      tell(e.key)
    },
  })
  const rove = createRove(stage, {
    activate,
    escape: () => selected !== null && tell(null),
    // Where nothing of the map is seen, the page is scrolled.
    reach: (t) => reach(t) || element.scrollIntoView({ block: 'nearest' }),
    zoom: (by, t) => zoomBy(by, t && [t.x - port.x, t.y - port.y]),
    pan: (dx, dy) => panBy(dx, dy),
    leave: () => focusStage(),
  })
  const focusStage = () => stage.focus({ preventScroll: true })
  const insets = createInsets({ element, compact: !!options.compact, ground: options.ground, show: (g) => show(g), leave: focusStage })
  element.append(buttons.el, scale.el, credits, failure.el)

  // --- drawing ---

  // Kept, since asking for them while drawing would have all of it laid out twice.
  let wide = element.clientWidth, high = element.clientHeight
  const width = () => wide
  const height = () => high
  /** of marks */
  const size = () => (width() < 600 ? 0.85 : 1)
  /** @returns {M.Setting} */
  const setting = () => {
    // A card at the side leaves less of the map.
    return room.free() < 600 ? 'narrow' : options.compact || width() < 720 ? 'small' : 'full'
  }

  const room = createRoom({ element, width, height, card: () => options.card?.() ?? null, buttons: buttons.el, failure: failure.el })
  const { rectOf } = room
  const covered = () => /** @type {M.Rect[]} */ ([
    rectOf(buttons.el), rectOf(scale.el), rectOf(credits), failure.el.firstChild && rectOf(failure.el), ...insets.shown().map(rectOf), room.ownCard(),
  ].filter(Boolean))

  let asked = 0, askedView = false, writing = 0
  /** Draws once before the next frame. @param {boolean} [view] also what depends on the view */
  function later(view = false) {
    askedView ||= view
    asked ||= requestAnimationFrame(() => {
      asked = 0
      const v = askedView
      askedView = false
      draw(v)
    })
  }

  /** @type {M.Rect} */
  let port = { x: 0, y: 0, w: 0, h: 0 }
  /** @param {boolean} view whether it is another one */
  function draw(view) {
    if (!ready) return
    if (view) {
      const p = overlay.place()
      port = p.port
      scene.look(p.view)
      scale.show(worldSize(p.zoom), centre().y)
      buttons.limits(map.getZoom() <= map.getMinZoom(), map.getZoom() >= MAX_ZOOM)
      placeInsets()
      tiled.draw({ v: p.view, port, zoom: p.zoom, size: size() })
    }
    const zoom = map.getZoom()
    if (!grouped || grouped.zoom !== zoom) grouped = { zoom, marks: marksAt(entries, zoom) }
    const chosen = tiled.chosen(selected)
    const marks = pullOut(grouped.marks, selected)
    const held = stage.contains(document.activeElement) && document.activeElement !== stage
    clearTimeout(writing)
    const texts = !scene.behind && (!view || scene.things.length <= MANY)
    const done = scene.draw({
      entries: chosen ? [...entries, chosen] : entries, marks: chosen ? [...marks, ...marksAt([chosen], zoom)] : marks,
      port, covered: covered(), setting: setting(), size: size(), selected, hovered, busy: tiled.busy(),
    }, texts)
    if (!done) later()
    else if (!texts) writing = window.setTimeout(draw, PAUSE, false)
    tiled.light(selected, hovered)
    rove.update(scene.things.filter(inPort), held)
  }

  /** @param {M.Thing} t */
  const inPort = (t) => t.x > port.x - 5 && t.y > port.y - 5 && t.x < port.x + port.w + 5 && t.y < port.y + port.h + 5

  /** @param {M.Group} g */
  function outOfView(g) {
    const scale = worldSize(map.getZoom()), min = minOf()
    const k = shiftTo((g.box[0] + g.box[2]) / 2, centre().x)
    const x0 = (g.box[0] + k) * scale - min.x, x1 = (g.box[2] + k) * scale - min.x
    return x1 < 0 || x0 > width() || g.box[3] * scale - min.y < 0 || g.box[1] * scale - min.y > height()
  }

  function placeInsets() {
    const v = { scale: worldSize(map.getZoom()), ...minOf(), centre: centre().x, w: width(), h: height() }
    const closed = /** @type {M.Rect[]} */ ([rectOf(buttons.el), rectOf(scale.el), rectOf(credits)].filter(Boolean))
    insets.place(groups, outOfView, entries, v, closed, room.ownCard())
  }

  // --- the view ---

  const centre = () => {
    const c = map.getCenter()
    const [x, y] = project(c.lng, c.lat)
    return { x, y }
  }
  const minOf = () => {
    const b = map.getPixelBounds()
    return { x: b.min.x, y: b.min.y }
  }
  /** @param {number} x @param {number} y @param {number} zoom */
  function setView(x, y, zoom) {
    const [lon, lat] = unproject(x, y)
    map.setView([lat, lon], Math.min(zoom, MAX_ZOOM), { animate: false })
  }
  /** @param {M.Group} g */
  function show(g) {
    const c = fit(g.row, width(), height())
    setView(c.x, c.y, Math.max(map.getMinZoom(), c.zoom))
    home = g === groups[0]
    // The pressed button is gone or means something else now.
    focusStage()
  }
  function firstView() {
    moving++
    if (options.view) map.setView([options.view.lat, options.view.lon], options.view.zoom, { animate: false })
    else if (groups.length || others.length) {
      const c = fit((groups[0] ?? findGroups(others, width(), height())[0]).row, width(), height())
      setView(c.x, c.y, Math.max(map.getMinZoom(), c.zoom))
    } else map.setView([25, 10], 1.5, { animate: false })
    moving--
    home = true
  }
  /** @param {number} by steps of half a zoom @param {M.XY} [at] what stays where it is; else the middle */
  function zoomBy(by, at = [width() / 2, height() / 2]) {
    const to = Math.max(map.getMinZoom(), Math.min(MAX_ZOOM, map.getZoom() + by * 0.5))
    if (to === map.getZoom()) return
    home = false
    map.setZoomAround(point(...at), to, { animate: !reducedMotion() })
  }
  /** @param {number} dx @param {number} dy */
  function panBy(dx, dy) {
    home = false
    map.panBy(map._limitOffset(point(dx, dy), map.options.maxBounds), { animate: !reducedMotion(), duration: 0.2 })
  }

  /** Brings a mark out from under things, and off the edge. @param {M.Thing} t @returns {boolean} whether there is room for it */
  function reach(t) {
    const p = room.seen()
    if (Math.min(p.x1 - p.x0, p.y1 - p.y0) < LEAST_ROOM) return false
    const off = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) => {
      const edge = Math.min(EDGE, (to - from) / 2)
      return Math.min(at - from - edge, 0) || Math.max(at - to + edge, 0)
    }
    const dx = off(t.x - port.x, p.x0, p.x1), dy = off(t.y - port.y, p.y0, p.y1)
    if (dx || dy) panBy(dx, dy)
    return true
  }

  /** @param {M.Entry} e */
  function bring(e) {
    const t = rove.byKey(e.key)
    if (t) return reach(t)
    const whole = (/** @type {M.InRow[]} */ row) => {
      const c = fit(row, width(), height())
      setView(c.x, c.y, Math.max(map.getMinZoom(), c.zoom))
    }
    const middle = () => setView(e.anchor[0] + shiftTo(e.anchor[0], centre().x), e.anchor[1], map.getZoom())
    const own = groups.find((g) => g.entries.includes(e))
    if (!drawable(e)) whole([{ e, x0: e.box[0], x1: e.box[2] }])
    else if (own && own.entries.length < entries.length) whole(own.row)
    else middle()
    const seen = rove.byKey(e.key)
    if (seen) reach(seen)
    else if (drawable(e)) middle()
  }

  // --- pressing ---

  /** @param {string|null} key */
  function tell(key) {
    kept = key
    options.onOpen?.(key)
  }

  function tellView() {
    const c = map.getCenter().wrap()
    const round = (/** @type {number} */ n, p = 1e4) => Math.round(n * p) / p
    options.onView?.({ lon: round(c.lng), lat: round(c.lat), zoom: round(map.getZoom(), 100) }, home)
  }

  /** @param {M.Thing} t */
  function activate(t) {
    if (t.entries.length === 1) return tell(t.entries[0].key)
    const row = t.entries.map((e) => ({ e, x0: e.box[0], x1: e.box[2] }))
    const near = fit(row, width(), height(), { nearest: MAX_ZOOM })
    const apart = marksAt(t.entries, Math.min(MAX_ZOOM, near.zoom)).length > 1
    if (t.same || !apart || near.zoom <= map.getZoom()) return choose(t.entries, t.x - port.x, t.y - port.y)
    home = false
    setView(near.x, near.y, near.zoom)
  }
  /** @param {M.Entry[]} list @param {number} x @param {number} y */
  function choose(list, x, y) {
    chooser.show(list, x, y, tell, () => api.focus(list[0].key) || focusStage())
  }

  map.on('click', (/** @type {any} */ ev) => {
    const e = /** @type {PointerEvent} */ (ev.originalEvent)
    // Screen readers press what they have at hand; they do not point.
    const direct = e.detail === 0 ? rove.find(/** @type {Element} */ (e.target).closest('[data-id]')) : undefined
    if (direct) return activate(direct)
    const touch = e.pointerType ? e.pointerType !== 'mouse' : coarsePointer()
    const found = under(e.clientX, e.clientY, stage)
    const things = found.ids.map((id) => scene.things.find((t) => t.id === id)).filter((t) => !!t)
    const box = element.getBoundingClientRect()
    const x = e.clientX - box.left, y = e.clientY - box.top
    const hits = !things.length || found.areas ? tiled.hits(x + port.x, y + port.y, touch) : { firm: [], loose: [] }
    if (hits.firm.length) pressTiles(hits.firm, x, y)
    else if (things.length > 1 && (touch || found.areas)) choose([...new Set(things.flatMap((t) => t.entries))].sort((a, b) => a.order - b.order), x, y)
    else if (things.length) activate(things[0])
    else if (hits.loose.length) pressTiles(hits.loose, x, y)
  })
  map.on('move', () => tiled.moved(() => {
    const at = overlay.offset()
    return at && { ...at, w: width(), h: height() }
  }))
  map.on('movestart', () => {
    chooser.close()
    bubble.close()
    if (!moving && ready) home = false
  })
  map.on('moveend', () => {
    // At once: a frame later the old picture would be seen at its old scale.
    draw(true)
    if (ready && !moving) tellView()
  })

  // --- what changes around the map ---

  const sizes = new ResizeObserver(() => {
    wide = element.clientWidth
    high = element.clientHeight
    if (!width() || !height()) return
    for (const [name, size] of [['--wide', wide], ['--high', high]]) element.style.setProperty(String(name), String(size)) // for print.css
    element.classList.toggle('narrow', width() < 600)
    if (!ready) {
      if (known) start()
      return
    }
    moving++
    map.invalidateSize({ animate: false, pan: true })
    moving--
    regroup()
    room.makeWay()
    // With nothing on it, the map stays where it is.
    if (home && groups.length) firstView()
    else draw(true)
  })
  const recolour = () => {
    ground.redraw()
    later(true)
  }
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', recolour)
  const theme = new MutationObserver(recolour)
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  document.fonts?.ready.then(() => later(false))

  /** Where the first view is, as long as there is nothing to draw. @type {M.Entry[]} */
  let others = []
  let known = false
  function regroup() {
    groups = findGroups([...entries, ...tiled.stands()], width(), height())
  }
  function start() {
    if (ready || !width() || !height()) return
    element.classList.toggle('narrow', width() < 600)
    regroup()
    ready = true
    firstView()
    draw(true)
  }
  sizes.observe(element)

  const api = {
    /** Draws these entries; the view stays. @param {any} collection @param {any} [instead] what the first view shows if these are none */
    setEntries(collection, instead) {
      if (instead) others = [...readEntries(instead), ...tiled.stands(layersOf(instead.tiled))]
      else if (!others.length) others = [...entries, ...tiled.stands()]
      entries = readEntries(collection)
      tiled.set(collection?.tiled)
      grouped = null
      known = true
      if (!ready) return start()
      regroup()
      // A map that nobody has moved shows what there is.
      if (home && !options.view && groups.length && outOfView(groups[0])) firstView()
      placeInsets()
      draw(false)
    },
    /** Selects an entry. @param {string|null} key @param {{pan?: boolean}} [how] pan: it is brought into view; else only what was pressed on the map is kept clear of the card */
    open(key, how = {}) {
      selected = key
      if (how.pan) kept = key
      else if (kept !== key) kept = null
      const own = key === null ? null : entries.find((q) => q.key === key) || tiled.chosen(key)
      if (key === null || !tiled.chosen(key)) tiled.choose(null)
      draw(false)
      if (own && how.pan && ready) bring(own)
      else if (key !== null && !own) {
        tiled.find(key).then((e) => {
          if (!e || selected !== key) return
          tiled.choose(e)
          draw(false)
          if (how.pan && ready) bring(e)
        })
      }
    },
    /** Puts the focus on an entry's mark. @param {string} key @returns {boolean} whether it is in view */
    focus(key) {
      const t = rove.byKey(key)
      if (t) rove.focus(t)
      return !!t
    },
    /** @param {string|null} key */
    hover(key) {
      if (key === hovered) return
      hovered = key
      later(false)
    },
    /** Back to the first view. */
    fit() {
      api.view(null)
      if (ready) tellView()
    },
    /** Takes a view that nobody need be told of. @param {M.LonLatZoom|null} view null = the first view */
    view(view) {
      options.view = view
      if (!ready) return
      regroup()
      firstView()
    },
    /** A card is opened, closed or another; options.card tells what it covers. */
    cardRect() {
      if (!ready) return
      room.makeWay()
      placeInsets()
      draw(false)
      const t = room.cardRect() && kept !== null && kept === selected && rove.byKey(kept)
      if (t) reach(t)
    },
    destroy() {
      sizes.disconnect()
      theme.disconnect()
      scheme.removeEventListener('change', recolour)
      cancelAnimationFrame(asked)
      clearTimeout(writing)
      chooser.destroy()
      bubble.destroy()
      tiled.destroy()
      map.remove()
      element.replaceChildren()
    },
  }
  return api
}
