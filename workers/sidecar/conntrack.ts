/** `conntrack -S`: counters of the kernel's connection tracking, for each processor. */
import type { SidecarFormat } from './facts'
import { isNoise, linesOf } from './lines'
import { integerOf } from './values'

const LINE = /^cpu=\d{1,5}(?:\s+\w{1,30}=\d{1,15})+$/

export const conntrack: SidecarFormat = {
  title: 'conntrack -S',
  recognise: (head) => head.some((line) => LINE.test(line) && / (?:insert|drop)=/.test(line)),

  parse(text, facts) {
    const sums = new Map<string, number>()
    for (const line of linesOf(text)) {
      if (!LINE.test(line)) {
        if (!isNoise(line)) facts.notUnderstood++
        continue
      }
      facts.entries++
      for (const [, name = '', value = ''] of line.matchAll(/\b(\w{1,30})=(\d{1,15})/g)) {
        if (name !== 'cpu') sums.set(name, (sums.get(name) ?? 0) + Math.max(0, integerOf(value)))
      }
    }
    for (const [name, value] of sums) facts.add('counters', { source: 'conntrack', name, value })
  },
}
