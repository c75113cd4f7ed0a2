// @ts-check
/** How wide texts are, and where they break. */

let family = 'sans-serif'
/** @type {CanvasRenderingContext2D|null} */
let pen = null
/** @type {Map<string, number>} */
const known = new Map()

/** The family that the map is set in. @param {Element} el */
export function useFontOf(el) {
  const f = getComputedStyle(el).fontFamily || family
  if (f !== family) known.clear()
  family = f
}

/** @param {string} text @param {number} size @param {boolean} [bold] @param {number} [spacing] in em */
export function widthOf(text, size, bold, spacing = 0) {
  const key = `${size}${bold ? 'b' : ''}|${text}`
  let w = known.get(key)
  if (w === undefined) {
    pen ??= document.createElement('canvas').getContext('2d')
    if (pen) pen.font = `${bold ? 700 : 400} ${size}px ${family}`
    w = pen ? pen.measureText(text).width : text.length * size * 0.55
    if (known.size > 4000) known.clear()
    known.set(key, w)
  }
  return w + text.length * spacing * size
}

/**
 * Lines of at most this width, evenly filled; what is left over ends in "…".
 * @param {string} text @param {number} max @param {number} lines @param {(s: string) => number} width
 * @returns {string[]}
 */
export function wrap(text, max, lines, width) {
  const full = fold(text, max, width)
  if (full.length > lines || full.some((l) => width(l) > max)) {
    return full.slice(0, lines).map((l, i) => {
      if (width(l) <= max && (i < lines - 1 || full.length === lines)) return l
      while (l && width(l + '…') > max) l = l.slice(0, -1)
      return l.trimEnd() + '…'
    })
  }
  if (full.length === 2) return halves(text, max, width) || full
  let low = max / full.length / 1.2, high = max
  while (high - low > 4) {
    const mid = (low + high) / 2
    if (fold(text, mid, width).length > full.length) low = mid
    else high = mid
  }
  return fold(text, high, width)
}

/**
 * The best place for one break: lines of like width, rather after a comma.
 * @param {string} text @param {number} max @param {(s: string) => number} width
 */
function halves(text, max, width) {
  const parts = text.split(/\s+/)
  let best = null, least = Infinity
  for (let i = 1; i < parts.length; i++) {
    const two = [parts.slice(0, i).join(' '), parts.slice(i).join(' ')]
    const wide = Math.max(...two.map(width))
    const cost = wide - (/[,;:.]$/.test(two[0]) ? max / 8 : 0)
    if (wide > max || cost >= least) continue
    least = cost
    best = two
  }
  return best
}

/** @param {string} text @param {number} max @param {(s: string) => number} width */
function fold(text, max, width) {
  const out = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const next = line ? line + ' ' + word : word
    if (line && width(next) > max) {
      out.push(line)
      line = word
    } else line = next
  }
  out.push(line)
  return out
}

/** @param {string} text @param {{cls: string, size: number, lh: number, bold?: boolean}} style @param {number} [max] @param {number} [lines] @returns {M.Line[]} */
export function linesOf(text, style, max = 230, lines = 2) {
  return wrap(text, max, lines, (s) => widthOf(s, style.size, style.bold)).map((t) => ({ ...style, text: t, w: widthOf(t, style.size, style.bold) }))
}

/** Whether a line holds letters that run from right to left. @param {string} text */
export const runsLeft = (text) => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/.test(text)

/** @param {M.Line[]} lines */
export const sizeOf = (lines) => ({ w: Math.max(...lines.map((l) => l.w)), h: lines.reduce((h, l) => h + l.lh, 0) })
