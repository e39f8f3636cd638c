/** What tcpdump says when it ends: how many packets it wrote, and how many were lost to it. */
import type { SidecarFormat } from './facts'
import { isNoise, linesOf } from './lines'
import { integerOf } from './values'

const COUNT =
  /(?:^|[\s^C])(\d{1,15}) packets? (captured|received by filter|dropped by kernel|dropped by interface)$/
const OTHER = /^(?:tcpdump: |dropped privs|reading from file|Got \d+)/

export const tcpdumpCounters: SidecarFormat = {
  title: 'tcpdump, what it says at its end',
  recognise: (head) => head.some((line) => COUNT.test(line)),

  parse(text, facts) {
    for (const line of linesOf(text)) {
      const [, value = '', name = ''] = COUNT.exec(line) ?? []
      if (name !== '') {
        facts.entries++
        facts.add('counters', { source: 'tcpdump', name, value: integerOf(value) })
      } else if (!OTHER.test(line) && !isNoise(line)) facts.notUnderstood++
    }
  },
}
