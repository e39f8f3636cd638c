/**
 * `hubble observe` as it prints by default (`-o compact`):
 * `TIME[ [NODE]]: SRC (ID:n) -> DST (ID:n) TYPE VERDICT (SUMMARY)`. An answer is written `<-` with the
 * ends swapped, `<>` where the direction is not known.
 */
import type { SidecarFormat } from './facts'
import { takeEvent, VERDICTS, type EventWords } from './hubble-event'
import { isNoise, linesOf } from './lines'

const ARROW = / (->|<-|<>) /
/** Longer lines are none. */
const MAX_EVENT = 2000

export const hubbleCompact: SidecarFormat = {
  title: 'hubble observe',
  recognise: (head) => head.some((line) => eventOf(line) !== null),

  parse(text, facts) {
    for (const line of linesOf(text)) {
      const event = eventOf(line)
      if (event !== null) takeEvent(event, facts)
      else if (!isNoise(line)) facts.notUnderstood++
    }
  },
}

function eventOf(line: string): EventWords | null {
  if (line.length > MAX_EVENT) return null
  const arrow = ARROW.exec(line)
  if (arrow === null) return null
  const left = /^(.{8,40}?)(?: \[([^\]]{1,253})\])?: (\S+)(?: \(([^()]{1,80})\))?$/.exec(
    line.slice(0, arrow.index),
  )
  const right = /^(\S+)(?: \(([^()]{1,80})\))? (\S.*)$/.exec(line.slice(arrow.index + 4))
  const rest = verdictOf(right?.[3] ?? '')
  if (left === null || right === null || rest === null) return null
  const from = { host: left[3] ?? '', id: left[4] ?? '' }
  const to = { host: right[1] ?? '', id: right[2] ?? '' }
  const [src, dst] = arrow[1] === '<-' ? [to, from] : [from, to]
  return {
    ...{ time: left[1] ?? '', node: left[2] ?? '' },
    ...{ src: src.host, srcId: src.id, dst: dst.host, dstId: dst.id },
    ...rest,
  }
}

/** `Policy denied DROPPED (TCP Flags: SYN)`: the verdict is the first word that is one. */
function verdictOf(text: string): Pick<EventWords, 'type' | 'verdict' | 'summary'> | null {
  const words = text.split(' ')
  const at = words.findIndex((word) => VERDICTS.has(word))
  if (at < 1) return null
  const summary = words.slice(at + 1).join(' ')
  return {
    type: words.slice(0, at).join(' '),
    verdict: words[at] ?? '',
    summary: summary.slice(summary.indexOf('(') + 1).replace(/\)$/, ''),
  }
}
