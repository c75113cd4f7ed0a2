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

/** Opens the map of an embed, which is a picture first. @param {Within} page */
export async function activate(page) {
  // At once, or not at all: it may have been pressed, and be gone. With ui=none it is hidden.
  await page.locator('#open-map').evaluateAll(all => all.forEach(e => /** @type {HTMLElement} */ (e).click()))
}

/** Waits until entries and ground are on the map. @param {Within} page @param {number} [least] entries */
export async function drawn(page, least = 1) {
  await page.locator('#map').waitFor({ state: 'attached' })
  await activate(page)
  await marks(page).nth(least - 1).waitFor({ state: 'attached' })
  await page.locator('#map .leaflet-base-pane:not(.waiting) img.leaflet-tile-loaded').first().waitFor()
  await page.locator('#map:not(.coming)').waitFor()
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
