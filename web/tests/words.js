// Lets the scripts speak without a page, from the message files themselves.
import { readFileSync } from 'node:fs'
import { speak } from '../map/words.js'

export const tags = ['en', 'uk', 'ru', 'ko', 'ar']

/** @param {string} tag @returns {Record<string, string>} */
export const messagesOf = tag => JSON.parse(readFileSync(new URL(`../../geo/words/messages/${tag}.json`, import.meta.url), 'utf8'))

/** @param {string} tag */
export const speakIn = tag => speak(tag, messagesOf(tag))

speakIn('en')
