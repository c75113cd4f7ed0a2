// The picture fills the map's place as long as that takes no more than the
// margins that a picture has. There are pictures for frames as high as they
// usually are; in another frame all of it is shown, until one that fits is there.

/** What part of a picture's width or height may be cut off. */
const MARGIN = 0.04
/** Sizes are rounded to this many pixels, so that many frames share a picture. */
const STEP = 10
/** The largest area, in CSS pixels, of a picture with two pixels to each, which is 80 kB, and how little of a larger place's width it may have. */
const SHARPEST = 250_000
const LEAST_DRAWN = 0.7
/** Milliseconds until a frame that changes asks for another picture, and the least and the most that a side of it may be. */
const PATIENCE = 300
const LEAST = 100
const MOST = 2000

/**
 * Whether all of a picture has to be shown, since filling a box would cut off too much.
 * @param {number} width of the box @param {number} height
 * @param {number} w of the picture @param {number} h
 */
export function whole(width, height, w, h) {
  if (!(width > 0 && height > 0 && w > 0 && h > 0)) return false
  const ratio = (width / height) / (w / h)
  return Math.min(ratio, 1 / ratio) < 1 - MARGIN
}

/**
 * Pictures of another size.
 * @param {string} srcset one address, or one and one of more pixels
 * @param {number} width @param {number} height
 */
export function resized(srcset, width, height) {
  const side = (/** @type {number} */ n) => Math.min(Math.max(Math.round(n / STEP) * STEP, LEAST), MOST)
  return srcset.split(', ').map(candidate => {
    const [src, density] = candidate.split(' ')
    const drawn = density ? Math.min(1, Math.max(LEAST_DRAWN, Math.sqrt(SHARPEST / (width * height)))) : 1
    const at = src.replace(/([?&])w=\d+/, `$1w=${side(width * drawn)}`).replace(/([?&])h=\d+/, `$1h=${side(height * drawn)}`)
    return density ? `${at} ${+(2 * drawn).toFixed(3)}x` : at
  }).join(', ')
}

/** @param {HTMLElement} box @param {HTMLImageElement} img */
export function createFit(box, img) {
  let late = 0
  /** Whether the picture that is shown, or comes first, is of another form than its place. */
  const misfits = () => {
    const q = new URLSearchParams(img.currentSrc.split('?')[1])
    return whole(box.clientWidth, box.clientHeight, Number(q.get('w')), Number(q.get('h')))
  }
  const change = () => {
    if (!img.checkVisibility()) return
    for (const e of [...(img.parentElement?.querySelectorAll('source') ?? []), img]) {
      const next = resized(e.srcset, box.clientWidth, box.clientHeight)
      if (e.srcset !== next) e.srcset = next
    }
  }
  const fit = (patience = PATIENCE) => {
    const wrong = misfits()
    img.classList.toggle('whole', wrong)
    clearTimeout(late)
    if (wrong && patience) late = window.setTimeout(change, patience)
    else if (wrong) change()
  }
  new ResizeObserver(() => fit()).observe(box)
  img.addEventListener('load', () => fit())
  fit(0) // what does not fit need not come at all
}
