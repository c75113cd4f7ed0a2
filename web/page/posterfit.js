// The picture fills the map's place as long as that takes no more than the
// margins that a picture has. There are pictures for frames as high as they
// usually are; in another frame all of it is shown, until one that fits is there.

/** What part of a picture's width or height may be cut off. */
const MARGIN = 0.04
/** Sizes are rounded to this many pixels, so that many frames share a picture. */
const STEP = 10
/** Milliseconds until another picture is asked for, and the least and the most that a side of it may be. */
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

/** Addresses of pictures of another size. @param {string} srcset @param {number} width @param {number} height */
export function resized(srcset, width, height) {
  const side = (/** @type {number} */ n) => Math.min(Math.max(Math.round(n / STEP) * STEP, LEAST), MOST)
  return srcset.replace(/([?&])w=\d+/g, `$1w=${side(width)}`).replace(/([?&])h=\d+/g, `$1h=${side(height)}`)
}

/** @param {HTMLElement} box @param {HTMLImageElement} img */
export function createFit(box, img) {
  let late = 0
  const misfits = () => !!box.clientWidth && whole(box.clientWidth, box.clientHeight, img.naturalWidth, img.naturalHeight)
  const fit = () => {
    img.classList.toggle('whole', misfits())
    clearTimeout(late)
    if (misfits()) late = window.setTimeout(change, PATIENCE)
  }
  const change = () => {
    if (!img.checkVisibility()) return
    for (const e of [...(img.parentElement?.querySelectorAll('source') ?? []), img]) {
      const next = resized(e.srcset, box.clientWidth, box.clientHeight)
      if (e.srcset !== next) e.srcset = next
    }
  }
  new ResizeObserver(fit).observe(box)
  img.addEventListener('load', fit)
}
