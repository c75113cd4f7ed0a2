// Names of countries by their number in ISO 3166-1, out of Unicode's CLDR.
import { json } from './sources.mjs'

export const LANGUAGES = ['en', 'uk', 'ru', 'ko', 'ar']

// Where CLDR's plain name is long or reads oddly on a map.
const VARIANT = { CD: 'variant', CG: 'variant', FK: 'variant', HK: 'short', MO: 'short', MM: 'short', PS: 'short' }
const ENGLISH = { CD: 'DR Congo', CG: 'Congo', FK: 'Falkland Islands\n(Malvinas)', EH: 'Western Sahara' }

// Kosovo has no number.
const WITHOUT_NUMBER = { Kosovo: 'XK' }

// As the layers have them: name_en and so on.
export const named = (names) =>
  Object.fromEntries(LANGUAGES.filter((lang) => names[lang]).map((lang) => [`name_${lang}`, names[lang]]))

export function countryNames() {
  const territories = new Map(
    LANGUAGES.map((lang) => {
      const file = json(`cldr-localenames-full/main/${lang}/territories.json`)
      return [lang, file.main[lang].localeDisplayNames.territories]
    }),
  )
  const codes = Object.entries(json('cldr-core/supplemental/codeMappings.json').supplemental.codeMappings)
  const byNumber = new Map(
    codes.filter(([code, c]) => c._numeric && territories.get('en')[code]).map(([code, c]) => [c._numeric, code]),
  )
  const ofCode = (code) => {
    const pick = (t) => (t[`${code}-alt-${VARIANT[code]}`] ?? t[code]).replace(code === 'MM' ? / \(.*\)$/ : '', '')
    const names = LANGUAGES.map((lang) => [lang, (lang === 'en' && ENGLISH[code]) || pick(territories.get(lang))])
    return { code, ...Object.fromEntries(names) }
  }
  const ofCountry = ({ id, properties: { name } }) => {
    const code = byNumber.get(id) ?? WITHOUT_NUMBER[name]
    return code ? ofCode(code) : null
  }
  return { ofCode, ofCountry }
}
