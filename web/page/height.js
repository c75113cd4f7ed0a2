// Tells the page that holds this frame how high it should be: the map as the
// width wants it, and everything else as high as it is. Three dialects: our own
// (embed.js), AMP's and that of pym.js.

/**
 * The height of a map of a width, in CSS pixels: such that the embed of a usual
 * map is 480 high, on phones and at 700. The server's pictures are as high.
 * @param {number} width
 */
export const mapHeight = width => Math.round(Math.min(Math.max(0.457 * width, Math.min(300, 0.9 * width), 180), 520))

/**
 * @param {number} height
 * @param {string | null} id that pym.js gave the frame
 * @returns {unknown[]} messages
 */
export function messages(height, id) {
  return [
    { type: 'dateline-height', height },
    { sentinel: 'amp', type: 'embed-size', height },
    ...(id ? [['pym', id, 'height', height].join('xPYMx')] : []),
  ]
}

function start() {
  const main = document.getElementById('top')
  const map = main?.querySelector('.mapbox')
  if (!main || !(map instanceof HTMLElement)) return
  const id = new URLSearchParams(location.search).get('childId')
  let sent = 0

  function tell() {
    if (!main || !(map instanceof HTMLElement) || !map.offsetHeight) return // the list is in its place
    // Where the frame is too low, the parts reach beyond it.
    let rest = main.offsetHeight - main.clientHeight
    for (const part of main.children) if (part instanceof HTMLElement && part !== map) rest += part.offsetHeight
    const height = rest + mapHeight(main.clientWidth)
    if (height === sent) return
    sent = height
    for (const message of messages(height, id)) parent.postMessage(message, '*') // a height is no secret
  }

  // Not at once: a frame in a process of its own may not know its width yet.
  new ResizeObserver(tell).observe(main)
  // The script of that page may come later than this one.
  addEventListener('message', e => {
    if (e.source !== parent || e.data?.type !== 'dateline-height-wanted') return
    sent = 0
    tell()
  })
  addEventListener('load', tell)
}

if (typeof window !== 'undefined' && window.parent !== window) start()
