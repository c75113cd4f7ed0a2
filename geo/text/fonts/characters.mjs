// Which characters each subset holds, as ranges of code points, both ends
// included. A font leaves out what it has no glyph for.
const ranges = (...pairs) => pairs.flatMap(([from, to = from]) => {
  const list = []
  for (let c = from; c <= to; c++) list.push(String.fromCodePoint(c))
  return list
}).join('')

// Latin, Greek and Cyrillic with what is written around them.
export const western = ranges(
  [0x20, 0x7e],
  [0xa0, 0x24f], // Latin-1, Latin Extended-A and -B
  [0x259], // schwa, of Azerbaijani
  [0x2b0, 0x2ff], // modifier letters; U+02BC is the apostrophe of Ukrainian
  [0x300, 0x36f], // combining marks
  [0x370, 0x3ff], // Greek
  [0x400, 0x52f], // Cyrillic
  [0x1e00, 0x1eff], // Latin Extended Additional: Vietnamese, romanised Arabic
  [0x1f00, 0x1fff], // Greek with breathings
  [0x2000, 0x209f], // punctuation, raised and lowered figures
  [0x20a0, 0x20cf], // currencies
  [0x2100, 0x218f], // №, ™, fractions
  [0x2200, 0x22ff], // mathematics
  [0x25cc], // dotted circle, under a mark that has no letter
  [0xfb00, 0xfb06], // ligatures
  [0xfffd], // stands for bytes that are no character
)

export const arabic = ranges(
  [0x20],
  [0x600, 0x6ff], // Arabic, Persian, Urdu
  [0x750, 0x77f], // Arabic Supplement
  [0x200c, 0x200f],
  [0x25cc],
  [0xfdf0, 0xfdff], // ligatures of words
)

export const hangul = ranges(
  [0x20],
  [0x1100, 0x1112], // jamo that compose to syllables
  [0x1161, 0x1175],
  [0x11a8, 0x11c2],
  [0x3131, 0x318e], // compatibility jamo
  [0xac00, 0xd7a3], // all 11,172 syllables
)

// Signs that Noto Sans lacks, out of Noto Sans KR.
export const signs = ranges(
  [0x20],
  [0x2190, 0x21ff], // arrows
  [0x2460, 0x2473], // numbers in circles
  [0x25a0, 0x25ff], // shapes
  [0x2600, 0x27bf], // ✓ and others
  [0x3000, 0x303f], // CJK punctuation
  [0xff01, 0xff60], // full-width forms
)
