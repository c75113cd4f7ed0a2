// Ukrainian names in Latin letters, by the rules of Ukraine's Cabinet of Ministers
// of 27 January 2010 (resolution 55).
const LETTERS = {
  а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ю: 'iu', я: 'ia', ʼ: '',
}
// At the beginning of a word.
const FIRST = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }

export function romanize(name) {
  return name.replace(/[а-яґєіїʼ]+/giu, (word) => {
    const latin = [...word.toLowerCase()].map((c, i) => (i === 0 && FIRST[c]) || (c === 'г' && word[i - 1]?.toLowerCase() === 'з' ? 'gh' : LETTERS[c]))
    return word[0] === word[0].toLowerCase() ? latin.join('') : latin.join('').replace(/^./, (c) => c.toUpperCase())
  })
}
