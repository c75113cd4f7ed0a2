// What the scripts say is what the server would say, in every language.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { messagesOf, speakIn, tags } from '../words.js'
import { dateLocale, number, say, unknownsOf, words } from '../../map/words.js'
import { createSay } from '../../map/message.js'
import { spoken } from '../../page/range.js'

/** @param {string} file */
const read = file => JSON.parse(readFileSync(new URL('../../../geo/' + file, import.meta.url), 'utf8'))

test('messages read as on the server', () => {
  const said = read('words/testdata/said.json')
  assert.deepEqual(Object.keys(said).sort(), [...tags].sort())
  let n = 0
  for (const tag of tags) {
    speakIn(tag)
    for (const one of said[tag]) {
      assert.equal(say(one.key, one.args), one.said, `${tag}: ${one.key} ${JSON.stringify(one.args)}`)
      n++
    }
  }
  assert.ok(n > 500)
})

test('plural categories are those of Intl', () => {
  // The server's rules, held here against the browser's.
  for (const tag of tags) {
    const { say } = createSay(tag, { m: '{n, plural, zero {zero} one {one} two {two} few {few} many {many} other {other}}' })
    for (let n = 0; n < 250; n++) assert.equal(say('m', { n }), new Intl.PluralRules(tag).select(n))
  }
})

test('numbers are grouped as on the server', () => {
  for (const [tag, want] of Object.entries({ en: '1,234,567.5', uk: '1\u00a0234\u00a0567,5', ru: '1\u00a0234\u00a0567,5', ko: '1,234,567.5', ar: '1,234,567.5' })) {
    speakIn(tag)
    assert.equal(number(1234567.5), want)
  }
})

/** House style: no word for "year" after it, and closed dashes in English. @param {string} tag @param {string} s */
const house = (tag, s) => {
  s = s.replace(/\s(рр|р|гг|г)\.(?= –|$)/g, '').replace(/[\u2009\u202f]/g, ' ')
  if (tag === 'en') s = s.replace(/^(\d+) – (\d+ )/, '$1–$2')
  if (tag === 'ko') s = s.replace(/(\d+)일~(\d+)일$/, (all, a, b) => (/월 \d+일~\d+월/.test(s) || /년.*년/.test(s) ? all : `${a}~${b}일`))
  return s
}

test('dates of the server are those of Intl', () => {
  const dates = read('report/testdata/dates.json')
  for (const tag of tags) {
    speakIn(tag)
    for (const [edtf, want] of Object.entries(dates[tag])) {
      const [from, to] = edtf.split('/').map(d => Date.parse(d))
      const month = /^\d{4}-\d\d$/.test(edtf)
      const format = new Intl.DateTimeFormat(dateLocale(), month ? { month: 'long', year: 'numeric', timeZone: 'UTC' } : { dateStyle: 'long', timeZone: 'UTC' })
      const got = house(tag, Number.isNaN(to ?? NaN) ? format.format(from) : format.formatRange(from, to))
      assert.equal(got.toLowerCase(), String(want).toLowerCase(), `${tag} ${edtf}`)
    }
  }
})

test('the bounds of the sliders are spoken in the language of the page', () => {
  for (const [tag, want] of Object.entries({ en: '8 October 2024', uk: '8 жовтня 2024 р.', ru: '8 октября 2024 г.', ko: '2024년 10월 8일', ar: '8 أكتوبر 2024' })) {
    speakIn(tag)
    assert.equal(spoken('2024-10-08', dateLocale()).replace(/\u202f|\u00a0/g, ' '), want)
  }
})

test('sentences of the map', () => {
  const move = { path: 'schematic', from: 'A North Korean port, not named', from_precision: 'country' }
  const counts = { claimed: 2, statement: 1, plain: 0 }
  for (const [tag, want] of Object.entries({
    en: ['13 entries, Seoul: 2 claimed, 1 statement', 'Port not named, route not known', 'Claimed, X', 'Things, number 1,200', 'Seoul and 3 more places', '500 m'],
    uk: ['13 записів, Seoul: заявлено — 2, висловлювання — 1', 'Звідки — не названо, маршрут невідомий', 'Заявлено, X', 'Things, № 1\u00a0200', 'Seoul і ще 3 місця', '500 м'],
    ru: ['13 записей, Seoul: заявлено — 2, высказывания — 1', 'Откуда — не названо, маршрут неизвестен', 'Заявлено, X', 'Things, № 1\u00a0200', 'Seoul и ещё 3 места', '500 м'],
    ko: ['항목 13개, Seoul: 주장 2, 발언 1', '출발지 언급 없음, 경로 미상', '주장, X', 'Things, 1,200번', 'Seoul 외 3곳', '500m'],
    ar: ['13 مدخلاً، Seoul: معلن 2، تصريحات 1', 'المنطلق غير مسمى، المسار غير معروف', 'معلن، X', 'Things، رقم 1,200', 'Seoul و3 أماكن أخرى', '500 م'],
  })) {
    speakIn(tag)
    const got = [words.group(13, counts, 'Seoul'), unknownsOf(move, false), words.named('claimed', 'X'), words.numbered('Things', '~1200'), words.andPlaces('Seoul', 3), words.scale(0.5)]
    assert.deepEqual(got, want, tag)
  }
  speakIn('en')
})

test('no word is left in a script', () => {
  const keys = Object.keys(messagesOf('en'))
  for (const folder of ['map', 'page', 'tiles']) {
    for (const file of readdirSync(new URL(`../../${folder}/`, import.meta.url)).filter(f => f.endsWith('.js'))) {
      const source = readFileSync(new URL(`../../${folder}/${file}`, import.meta.url), 'utf8').replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$| \/\/ .*$/gm, '')
      // A text with a capital and a space, in quotes or a template, is a sentence.
      for (const [text] of source.matchAll(/(['`])[A-Z][a-z]+(?: [a-z]+)+[^'`]*\1/g)) {
        if (/^`?.?(Dateline|Leaflet)/.test(text)) continue
        assert.fail(`${folder}/${file}: ${text}`)
      }
      for (const [, key] of source.matchAll(/\bsay\(\s*'([^']+)'/g)) assert.ok(keys.includes(key), key)
    }
  }
})
