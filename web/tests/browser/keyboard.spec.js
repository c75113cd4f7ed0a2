// The page by keyboard alone.
import { test, expect } from './lib/test.js'
import { openMap, map, mark, marks, card, inset, row } from './lib/page.js'

/** What has the focus, as a person would name it. @param {import('@playwright/test').Page} page */
const focused = page => page.evaluate(() => {
  const e = document.activeElement
  if (!e || e === document.body) return ''
  const part = ['skip', 'tools', 'inset', 'buttons', 'stage', 'map', 'key', 'time', 'list', 'foot'].find(c => e.closest('.' + c)) ?? e.tagName
  return `${part}: ${e.getAttribute('aria-label') ?? e.textContent?.trim().slice(0, 40) ?? ''}`
})

/** Presses Tab until something has the focus. @param {import('@playwright/test').Page} page @param {import('@playwright/test').Locator} wanted */
async function tabTo(page, wanted, most = 40) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluateAll(all => all.some(e => e === document.activeElement))) return
  }
  throw new Error(`${most} presses of Tab did not reach ${wanted}; the focus is on ${await focused(page)}`)
}

test('the way of the focus is that of the eye: heading, map, key, dates, list', async ({ page }) => {
  await openMap(page, map)
  /** @type {string[]} */
  const parts = []
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    const part = at.split(':')[0]
    if (parts.at(-1) !== part) parts.push(part)
    if (part === 'list') break
    if (await page.evaluate(() => document.activeElement?.matches('[type=range]'))) continue // see below
    const ring = await page.evaluate(() => {
      const e = /** @type {Element} */ (document.activeElement)
      const probe = document.createElement('i')
      probe.style.color = 'var(--focus)'
      document.body.append(probe)
      const colour = getComputedStyle(probe).color
      probe.remove()
      // The ring is the element's outline or its label's, a frame over it, or a line of the map.
      return [e, e.closest('label'), ...e.querySelectorAll('.focus, .halo')].some(x => x && ['', '::after'].some(part => {
        const s = getComputedStyle(x, part)
        return (s.outlineStyle !== 'none' && s.outlineColor === colour) || (s.borderTopStyle !== 'none' && s.borderTopColor === colour) || (s.display !== 'none' && s.stroke === colour)
      }))
    })
    expect(ring, `the focus is seen on ${at}`).toBe(true)
  }
  const order = ['skip', 'tools', 'map', 'key', 'time', 'list']
  const seen = parts.map(p => (['stage', 'inset', 'buttons'].includes(p) ? 'map' : p)).filter((p, i, all) => p !== all[i - 1])
  expect(seen).toEqual(order)
  expect(parts, 'inset, buttons and marks are among it').toEqual(expect.arrayContaining(['stage', 'inset', 'buttons']))
})

test('the grips of the dates show the focus', async ({ page }) => {
  await openMap(page, map)
  const strip = page.locator('#strip')
  const before = await strip.screenshot()
  await page.getByRole('button', { name: 'Set dates' }).focus()
  await tabTo(page, page.locator('#slide-from'), 2)
  const from = await strip.screenshot()
  await page.keyboard.press('Tab')
  await expect(page.locator('#slide-to')).toBeFocused()
  const to = await strip.screenshot()
  expect(from.equals(before)).toBe(false)
  expect(to.equals(before)).toBe(false)
  expect(to.equals(from)).toBe(false)
})

test('skip link, list, an entry and back', async ({ page }) => {
  await openMap(page, map)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the list' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  const first = row(page, 'movements/sealift-vladivostok').locator('.name a')
  await tabTo(page, first, 3)
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeVisible()
  await expect(card(page)).toBeFocused()
  await expect(card(page)).toContainText('Claimed, denied')
  await expect(page).toHaveURL(/open=movements\/sealift-vladivostok/)
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await expect(first).toBeFocused()
  await expect(page).not.toHaveURL(/open=/)
})

test('marks are one stop; arrows step through them, Enter opens', async ({ page }) => {
  await openMap(page, map)
  await tabTo(page, marks(page))
  const all = await marks(page).count()
  const labels = new Set()
  for (let i = 0; i < all; i++) {
    labels.add(await focused(page))
    await page.keyboard.press('ArrowRight')
  }
  expect(labels.size, 'every mark was reached').toBe(all)
  await page.keyboard.press('Home')
  const home = await focused(page)
  await page.keyboard.press('End')
  expect(await focused(page)).not.toBe(home)
  await page.keyboard.press('ArrowRight')
  expect(await focused(page), 'after the last comes the first').toBe(home)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Home')

  // Names of marks say status, date and place.
  await expect(mark(page, 'events/gathering-khabarovsk')).toHaveAttribute('aria-label', /^Unconfirmed, about 11–18 Oct 2024, Khabarovsk/i)
  for (let i = 0; i < all && !(await focused(page)).includes('Khabarovsk'); i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeFocused()
  await expect(card(page)).toContainText('Khabarovsk')
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeFocused()
})

test('the inset swaps the two views', async ({ page }) => {
  await openMap(page, map)
  await expect(inset(page)).toHaveAccessibleName(/^Europe: 1 report, 3 statements/)
  await tabTo(page, inset(page))
  await page.keyboard.press('Enter')
  await expect(inset(page)).toHaveAccessibleName(/^Far East: /)
  await expect(mark(page, 'events/strike-donetsk')).toBeVisible()
  expect(await focused(page), 'the focus stays on the map').toMatch(/^stage/)
  await tabTo(page, inset(page))
  await page.keyboard.press('Space')
  await expect(inset(page)).toHaveAccessibleName(/^Europe: /)
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeVisible()
})

test('several statements at one place open a menu', async ({ page }) => {
  await openMap(page, map)
  const seoul = marks(page).and(page.locator('[aria-label*="Seoul"]'))
  await tabTo(page, marks(page))
  for (let i = 0; i < 12 && !(await focused(page)).includes('Seoul'); i++) await page.keyboard.press('ArrowRight')
  await expect(seoul).toHaveAttribute('aria-label', '2 entries, Seoul: 2 statements')
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem')).toHaveCount(2)
  const titles = await page.locator('#list .entry .name').allTextContents()
  for (const item of await menu.getByRole('menuitem').allTextContents()) expect(titles.map(t => t.trim()), 'an entry is called as in the list').toContain(item)
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitem').last()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(seoul).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeFocused()
  await expect(card(page)).toContainText('NIS')
})

test('arrow keys and plus move the map', async ({ page }) => {
  await openMap(page, map)
  await page.locator('#map .stage').focus()
  const key = 'events/gathering-ussuriysk'
  const at = async () => {
    const b = await mark(page, key).boundingBox()
    return [b?.x ?? 0, b?.y ?? 0]
  }
  const [x, y] = await at()
  await page.keyboard.press('ArrowRight')
  await expect.poll(at).toEqual([x - 80, y])
  await page.keyboard.press('ArrowUp')
  await expect.poll(at).toEqual([x - 80, y + 80])
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(at).toEqual([x + 160, y + 80])
  await expect(page).toHaveURL(/view=/)
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/view=[^&]*,6$/)
  await page.keyboard.press('-')
  await expect(page).toHaveURL(/view=[^&]*,5.5$/)
  await expect(page.locator('#map .stage')).toBeFocused()
  expect(await page.evaluate(() => scrollY), 'the page stays').toBe(0)
})

test('plus and minus zoom round a mark, which keeps the focus even in a group', async ({ page }) => {
  await openMap(page, map)
  const key = 'events/gathering-ussuriysk'
  await tabTo(page, marks(page))
  for (let i = 0; i < 12 && !(await focused(page)).includes('Ussuriysk'); i++) await page.keyboard.press('ArrowRight')
  await expect(mark(page, key)).toBeFocused()
  const before = await mark(page, key).boundingBox()
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/view=[^&]*,6$/)
  await expect(mark(page, key)).toBeFocused()
  const after = await mark(page, key).boundingBox()
  expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0)), 'the mark stays where it is').toBeLessThan(2)
  for (let i = 0; i < 5; i++) await page.keyboard.press('-')
  await expect(page).toHaveURL(/view=[^&]*,3.5$/)
  await expect(mark(page, key), 'a group has taken it in').toHaveCount(0)
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-id')), 'which has the focus').toMatch(/\+\d+$/)
  for (let i = 0; i < 5; i++) await page.keyboard.press('+')
  await expect(mark(page, key)).toBeFocused()
})

test('the focus does not fall from the map when what had it is gone', async ({ page }) => {
  const stage = page.locator('#map .stage')
  /** Puts the focus on Khabarovsk's mark. */
  const hold = async () => {
    await page.locator('#map .stage').focus()
    await tabTo(page, marks(page), 2)
    for (let i = 0; i < 12 && !(await focused(page)).includes('Khabarovsk'); i++) await page.keyboard.press('ArrowRight')
    await expect(mark(page, 'events/gathering-khabarovsk')).toBeFocused()
  }
  await openMap(page, map)

  // Zoomed until no mark is left.
  await hold()
  const of = await page.locator('#map').boundingBox()
  await page.mouse.move((of?.x ?? 0) + 700, (of?.y ?? 0) + 500)
  await page.keyboard.down('Control')
  for (let i = 0; i < 12 && await page.evaluate(() => !document.activeElement?.matches('.stage')); i++) {
    await page.mouse.wheel(0, -300)
    await page.waitForTimeout(150)
  }
  await page.keyboard.up('Control')
  await expect(stage).toBeFocused()

  // A filter without entries, and the way back to it.
  await page.goto(map + '?status=confirmed')
  await expect(page.getByText('No entry matches.').first()).toBeVisible()
  await page.locator('label:has(#status-unconfirmed)').click()
  await expect(mark(page, 'events/gathering-khabarovsk')).toBeAttached()
  await hold()
  await page.goBack()
  await expect(marks(page)).toHaveCount(0)
  await expect(stage).toBeFocused()
})

test('"Try again" leaves the focus on the map', async ({ page, guard }) => {
  guard.expect('503')
  const tiles = '**/tiles/basemap/**'
  await page.route(tiles, route => route.fulfill({ status: 503 }))
  await page.goto(map)
  const again = page.locator('#map .failure').getByRole('button', { name: 'Try again' })
  await again.focus()
  await page.unroute(tiles)
  await page.keyboard.press('Enter')
  await expect(again).toHaveCount(0)
  await expect(page.locator('#map .stage')).toBeFocused()
})

test('a menu that the map closes gives the focus back', async ({ page }) => {
  await openMap(page, map)
  await tabTo(page, marks(page))
  for (let i = 0; i < 12 && !(await focused(page)).includes('Seoul'); i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  const of = await page.locator('#map').boundingBox()
  await page.mouse.move((of?.x ?? 0) + 700, (of?.y ?? 0) + 500)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, 100)
  await page.keyboard.up('Control')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect.poll(() => page.evaluate(() => !!document.activeElement?.closest('.stage'))).toBe(true)
})

test('the card goes from entry to entry, in the order of the list', async ({ page }) => {
  await page.goto('about:blank')
  await openMap(page, map)
  const rows = await page.locator('#list .entry').evaluateAll(all => all.map(e => /** @type {HTMLElement} */ (e).dataset.key ?? ''))
  const previous = card(page).getByRole('button', { name: 'Previous entry' })
  const next = card(page).getByRole('button', { name: 'Next entry' })
  await row(page, rows[0]).locator('.name a').focus()
  await page.keyboard.press('Enter')
  await expect(card(page)).toContainText(`1 of ${rows.length}`)
  await expect(previous).toHaveAttribute('aria-disabled', 'true')
  await tabTo(page, next, 2)
  for (const [i, key] of rows.entries()) {
    await expect(page).toHaveURL(new RegExp(`open=${key}(&|$)`))
    await expect(card(page)).toContainText(`${i + 1} of ${rows.length}`)
    await expect(row(page, key)).toBeInViewport()
    await expect(next, 'the focus stays on the button').toBeFocused()
    await expect(next).toHaveAccessibleDescription((await row(page, key).locator('.name').textContent() ?? '').trim())
    await page.keyboard.press('Enter')
  }
  await expect(next).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(previous).toBeFocused()
  await expect(card(page)).toContainText(`${rows.length - 1} of ${rows.length}`)

  // A filter changes the list under it.
  await page.locator('label:has(#status-unconfirmed)').click()
  await expect.poll(() => page.locator('#list .entry').count()).toBeLessThan(rows.length)
  const left = await page.locator('#list .entry').count()
  await expect(card(page)).toContainText(`${left - 1} of ${left}`)
  await page.keyboard.press('Escape')
  await page.goBack()
  await page.goBack()
  await page.goBack()
  await expect(page, 'steps are no places to go back to').toHaveURL('about:blank')
})

test('everything in the dates is reached and told', async ({ page }) => {
  await openMap(page, map)
  const set = page.getByRole('button', { name: 'Set dates' })
  await set.focus()
  await expect(set).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await expect(set).toHaveAttribute('aria-expanded', 'true')
  for (const wanted of [page.locator('#from'), page.locator('#to'), page.locator('#step-earlier'), page.locator('#step-later'), page.locator('[name=match]')]) await tabTo(page, wanted, 12)
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/match=must/)
  await expect(page.locator('#result')).toHaveAttribute('role', 'status')
})
