// Where things are on the page.

/** @typedef {import('@playwright/test').Page | import('@playwright/test').FrameLocator} Within */

/** Marks, lines and areas that can be pressed. @param {Within} page */
export const marks = page => page.locator('#map .stage [data-id][role=button]')

/** @param {Within} page @param {string} key of the entry */
export const mark = (page, key) => page.locator(`#map .stage [data-id="${key}"][role=button]`)

/** @param {Within} page */
export const card = page => page.locator('#card')

/** @param {Within} page */
export const inset = page => page.locator('#map .inset:visible')

/** @param {Within} page @param {string} key */
export const row = (page, key) => page.locator(`#list [data-key="${key}"]`)

export const map = '/maps/north-korean-troops'

/** Opens a page and waits until the map is drawn. @param {import('@playwright/test').Page} page @param {string} address */
export async function openMap(page, address) {
  await page.goto(address)
  await drawn(page)
}

/** Waits until entries and ground are on the map. @param {Within} page @param {number} [least] entries */
export async function drawn(page, least = 1) {
  await marks(page).nth(least - 1).waitFor({ state: 'attached' })
  const canvas = page.locator('#map .stage canvas.ground')
  await canvas.waitFor()
  const end = Date.now() + 15_000
  while (!(await canvas.evaluate(coloured))) {
    if (Date.now() > end) throw new Error('the ground was not drawn')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Whether a picture has more than a few colours. @param {SVGElement | HTMLElement} element */
function coloured(element) {
  const canvas = /** @type {HTMLCanvasElement} */ (element)
  if (!canvas.width || !canvas.height) return false
  // Read from a copy: reading slows a canvas down.
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
  copy?.drawImage(canvas, 0, 0)
  const data = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  const seen = new Set()
  for (let i = 0; i < data.length; i += 4 * 97) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]},${data[i + 3]}`)
  return seen.size > 3
}

/**
 * The middle of a mark within the map, in pixels.
 * @param {import('@playwright/test').Page} page
 * @param {string} key
 */
export async function place(page, key) {
  const [of, at] = await Promise.all([page.locator('#map').boundingBox(), mark(page, key).boundingBox()])
  if (!of || !at) throw new Error(`${key} is not on the map`)
  return { x: at.x + at.width / 2 - of.x, y: at.y + at.height / 2 - of.y, width: of.width, height: of.height }
}
