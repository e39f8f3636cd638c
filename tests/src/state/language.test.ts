import { expect, it } from 'vitest'
import { languageOf } from '../../../src/state/language.svelte'

it('is what was chosen before, whatever the browser prefers', () => {
  expect(languageOf('en', ['zh-CN', 'en'])).toBe('en')
  expect(languageOf('zh-CN', ['en-GB'])).toBe('zh-CN')
})

it('is the first of the languages of the browser that the page speaks', () => {
  expect(languageOf('', ['zh-CN', 'en-US'])).toBe('zh-CN')
  expect(languageOf('', ['zh'])).toBe('zh-CN')
  expect(languageOf('', ['zh-Hant-TW', 'en'])).toBe('zh-CN')
  expect(languageOf('', ['de-DE', 'zh-SG', 'en'])).toBe('zh-CN')
  expect(languageOf('', ['de-DE', 'en-GB', 'zh-CN'])).toBe('en')
})

it('is English where the page speaks none of them, or what is stored is damaged', () => {
  expect(languageOf('', ['de-DE', 'fr'])).toBe('en')
  expect(languageOf('', [])).toBe('en')
  expect(languageOf('zhuyin', ['EN-us'])).toBe('en')
})
