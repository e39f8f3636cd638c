import { expect, it } from 'vitest'
import { renderReport } from '../../../workers/report/html'
import { CHINESE } from '../../../workers/translate/findings'
import { WORDS } from '../../../workers/report/words'
import { englishIn, sentencesOf } from '../../support/sentences'
import { sampleCase, sampleReport } from './sample-case'

const en = sentencesOf(WORDS.en)
const zh = sentencesOf(WORDS['zh-CN'])
const TERMS = new Set(['Tailfirst', 'Wireshark', 'frame.number', 'SHA-256', 'sha256sum', 'Pod'])

it('has the same words in both languages', () => {
  expect([...zh.keys()]).toEqual([...en.keys()])
  expect([...en].filter(([, said]) => said === '')).toEqual([['partlyEnglish', '']])
})

it('has no English in its Chinese words', () => {
  const english = [...zh].flatMap(([path, said]) =>
    englishIn(said, TERMS).map((word) => `${path}: ${word}`),
  )
  expect(english).toEqual([])
})

it('is written in the language that was asked for, and says which', () => {
  const result = sampleCase()
  const report = renderReport(sampleReport({ language: 'zh-CN', result }))
  expect(report).toContain('<html lang="zh-CN">')
  expect(report).toContain('<h2 id="summary-title">摘要</h2>')
  expect(report).toContain('以太网类型 0x88cc (LLDP)')
})

it('says so where it does not know what a finding says', () => {
  const result = sampleCase()
  const phrases = CHINESE
  const report = renderReport(sampleReport({ language: 'zh-CN', phrases, result }))
  expect(report).toContain(result.findings[0]?.claim)
  expect(report).toContain(WORDS['zh-CN'].partlyEnglish)
})

it('says when it was made in its language', () => {
  const generatedNote = 'Analysed with Tailfirst 1.2.3 on 2024-05-06, 07:08 UTC.'
  const report = renderReport(sampleReport({ language: 'zh-CN', generatedNote }))
  expect(report).toContain('由 Tailfirst 1.2.3 于 2024-05-06 07:08 UTC 分析。')
})
