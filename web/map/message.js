// @ts-check
/** Messages with arguments, plurals and choices → text: the same small part of ICU's MessageFormat that the server reads. */

/** @typedef {Record<string, string|number>} Args */

/** @param {string} tag BCP 47 @param {Record<string, string>} messages */
export function createSay(tag, messages) {
  const rules = new Intl.PluralRules(tag)
  const numbers = new Intl.NumberFormat(tag + '-u-nu-latn')

  /** @param {string} text @param {Args} args @param {string|number} [n] of the plural around @returns {string} */
  function put(text, args, n) {
    const at = text.search(n === undefined ? /\{/ : /[{#]/)
    if (at < 0) return text
    const end = text[at] === '#' ? at : closing(text, at)
    return text.slice(0, at) + (end === at ? numbers.format(Number(n)) : argument(text.slice(at + 1, end), args, n)) + put(text.slice(end + 1), args, n)
  }

  /** @param {string} inside of the braces @param {Args} args @param {string|number} [n] */
  function argument(inside, args, n) {
    const [, name, kind, forms] = /** @type {string[]} */ (/^\s*(\w+)\s*(?:,\s*(\w+)\s*,([^]*))?$/.exec(inside) || [])
    const value = args[name]
    if (!kind) return typeof value === 'number' ? numbers.format(value) : String(value ?? '')
    const all = formsOf(forms)
    if (kind === 'select') return put(all[value] ?? all.other, args, n)
    return put(all['=' + value] ?? all[rules.select(Number(value))] ?? all.other, args, value)
  }

  return {
    tag,
    number: (/** @type {number} */ n) => numbers.format(n),
    /** @param {string} key @param {Args} [args] */
    say: (key, args = {}) => put(messages[key] ?? key, args),
  }
}

/** Where a brace is closed. @param {string} text @param {number} open */
function closing(text, open) {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && !--depth) return i
  }
  return text.length
}

/** A message is said of many things. @type {Map<string, Record<string, string>>} */
const read = new Map()

/** @param {string} text */
function formsOf(text) {
  const known = read.get(text)
  if (known) return known
  /** @type {Record<string, string>} */
  const all = {}
  read.set(text, all)
  const name = /\s*([=\w]+)\s*\{/y
  for (let found = name.exec(text); found; found = name.exec(text)) {
    const end = closing(text, name.lastIndex - 1)
    all[found[1]] = text.slice(name.lastIndex, end)
    name.lastIndex = end + 1
  }
  return all
}
