import { describe, expect, it } from 'vitest'
import { renderReport } from '../../../workers/report/html'
import type { ReportInput } from '../../../workers/report/report-input'
import { sampleReport } from './sample-case'

const ATTACK = `</style></title><script>alert(1)</script>"><img src=x onerror=alert(1)>'\`&\u202Egpj.exe\u0000\u200B\ud800`

/** Words of our own that the layout is chosen by: these never come from a packet. */
const OURS = new Set([
  ...['severity', 'confidence', 'kind', 'tone', 'role', 'direction', 'container', 'language'],
])
const NUMBERS = new Set(['firstTsNs', 'lastTsNs', 'startNs'])

/** The same report with every text that may come from outside replaced by the attack. */
function poisoned<T>(value: T, key?: string): T
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return OURS.has(key) || NUMBERS.has(key) ? value : ATTACK
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, key))
  if (ArrayBuffer.isView(value) || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      ['params', 'entities'].includes(key) ? ATTACK : name,
      poisoned<unknown>(inner, name),
    ]),
  )
}

/** `role` of evidence is a text like any other. */
function withHostileEvidence(input: ReportInput): ReportInput {
  for (const finding of input.result.findings) {
    for (const evidence of finding.evidence) evidence.role = ATTACK
  }
  return input
}

const input = withHostileEvidence({ ...poisoned(sampleReport()), leaveOut: [] })
const page = renderReport(input)
const tagsOf = (html: string) =>
  [...html.matchAll(/<\/?([a-zA-Z!][\w]*)/g)].map((match) => match[1])

describe('a report in which every text is an attack', () => {
  it('shows the attack as text, in all its places', () => {
    const shown =
      '&lt;/style&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;' +
      '&#39;&#96;&amp;&lt;U+202E&gt;gpj.exe&lt;U+0000&gt;&lt;U+200B&gt;&lt;U+D800&gt;'
    expect(page.split(shown).length).toBeGreaterThan(100)
  })

  it('has no element that the report itself would not have', () => {
    const known = new Set(tagsOf(renderReport(sampleReport())))
    expect(tagsOf(page).filter((tag) => !known.has(tag))).toEqual([])
    expect(known.has('script')).toBe(false)
    expect(known.has('img')).toBe(false)
  })

  it('has no attribute from outside', () => {
    for (const [tag] of page.matchAll(/<[a-z][^>]*>/g)) {
      expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\s(on\w+|src|style)\s*=/i)
    }
  })

  it('hides nothing: no control, bidi or zero-width character, no lone surrogate', () => {
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
  })
})
