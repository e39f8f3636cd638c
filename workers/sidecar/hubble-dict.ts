/** `hubble observe -o dict`: a line for each word of an event, events parted by a rule of dashes. */
import type { FactSink, SidecarFormat } from './facts'
import { takeEvent } from './hubble-event'
import { isNoise, linesOf } from './lines'

const WORD = /^ {0,12}(TIMESTAMP|NODE|SOURCE|DESTINATION|TYPE|VERDICT|SUMMARY): (.*)$/
const RULE = /^-{6,}$/

export const hubbleDict: SidecarFormat = {
  title: 'hubble observe -o dict',
  recognise(head) {
    const names = new Set(head.map((line) => WORD.exec(line)?.[1]))
    return ['TIMESTAMP', 'SOURCE', 'DESTINATION', 'VERDICT'].every((name) => names.has(name))
  },

  parse(text, facts) {
    let words = new Map<string, string>()
    for (const line of linesOf(text)) {
      const [, name, value] = WORD.exec(line) ?? []
      if (name !== undefined && value !== undefined) {
        // A rule is missing: the next event begins with its time.
        if (name === 'TIMESTAMP' && words.size > 0) words = taken(words, facts)
        words.set(name, value)
      } else if (RULE.test(line)) words = taken(words, facts)
      else if (!isNoise(line)) facts.notUnderstood++
    }
    taken(words, facts)
  },
}

function taken(words: ReadonlyMap<string, string>, facts: FactSink): Map<string, string> {
  const word = (name: string) => words.get(name) ?? ''
  if (words.size > 0) {
    const [src = '', srcId = ''] = word('SOURCE').replace(/\)$/, '').split(' (', 2)
    const [dst = '', dstId = ''] = word('DESTINATION').replace(/\)$/, '').split(' (', 2)
    const [verdict = ''] = word('VERDICT').split(' ', 1)
    const about = { time: word('TIMESTAMP'), node: word('NODE'), type: word('TYPE') }
    takeEvent({ ...about, src, srcId, dst, dstId, verdict, summary: word('SUMMARY') }, facts)
  }
  return new Map()
}
