// The subsets: from which file, which characters, which OpenType features.
import { arabic, hangul, signs, western } from './characters.mjs'

const LETTERS = ['ccmp', 'locl', 'liga', 'calt', 'rlig', 'kern', 'mark', 'mkmk', 'tnum', 'lnum', 'pnum']
const JOINED = ['ccmp', 'locl', 'isol', 'init', 'medi', 'fina', 'rlig', 'liga', 'calt', 'rclt', 'curs', 'kern', 'mark', 'mkmk']
const PLAIN = ['ccmp', 'locl']

const face = (name, file, characters, features) => ({ name, file: `@expo-google-fonts/${file}.ttf`, characters, features })

export const faces = [
  face('NotoSans-Regular', 'noto-sans/400Regular/NotoSans_400Regular', western, LETTERS),
  face('NotoSans-Bold', 'noto-sans/700Bold/NotoSans_700Bold', western, LETTERS),
  face('NotoSans-Italic', 'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic', western, LETTERS),
  face('NotoSansArabic-Regular', 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular', arabic, JOINED),
  face('NotoSansArabic-Bold', 'noto-sans-arabic/700Bold/NotoSansArabic_700Bold', arabic, JOINED),
  face('NotoSansKR-Regular', 'noto-sans-kr/400Regular/NotoSansKR_400Regular', hangul, PLAIN),
  face('NotoSansKR-Bold', 'noto-sans-kr/700Bold/NotoSansKR_700Bold', hangul, PLAIN),
  face('NotoSansKR-Signs-Regular', 'noto-sans-kr/400Regular/NotoSansKR_400Regular', signs, PLAIN),
  face('NotoSansKR-Signs-Bold', 'noto-sans-kr/700Bold/NotoSansKR_700Bold', signs, PLAIN),
]

// The licence of each family, as its package has it.
export const licences = [
  { name: 'OFL-NotoSans.txt', file: '@expo-google-fonts/noto-sans/LICENSE_FONT' },
  { name: 'OFL-NotoSansArabic.txt', file: '@expo-google-fonts/noto-sans-arabic/LICENSE_FONT' },
  { name: 'OFL-NotoSansKR.txt', file: '@expo-google-fonts/noto-sans-kr/LICENSE_FONT' },
]
