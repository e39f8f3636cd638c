/** What a file of saved packets does not hold, told to the analyst and to who opens the file. */
import type { CaseResult } from '../model/run'
import type { Missing } from './packet-source'

/** By reason, and by capture: packets. `time`: in the file, but at another time. */
export type LeftOut = Map<Missing | 'time', Map<number, number>>

interface Captures {
  result: CaseResult
  captures: readonly number[]
}

export function leftOutWords(leftOut: LeftOut, { result, captures }: Captures): string[] {
  const nameOf = (capture: number) =>
    result.captures[capture]?.facts.name ?? `capture ${capture + 1}`
  const words = [...leftOut].flatMap(([why, counts]) =>
    [...counts].map(([capture, packets]) => SAID[why](packetsOf(packets), nameOf(capture))),
  )
  for (const capture of captures) {
    const lost = result.captures[capture]?.facts.capped.find(({ what }) => what === 'comments')
    if (lost !== undefined) words.push(commentsLost(lost.count, nameOf(capture)))
  }
  return words
}

const SAID: Record<Missing | 'time', (packets: string, name: string) => string> = {
  absent: (packets, name) =>
    `${packets} of ${name} cannot be saved: the capture is not at hand. Drop it again.`,
  unindexed: (packets, name) =>
    `${packets} of ${name} cannot be saved: there was no room for an index of them.`,
  event: (packets, name) =>
    `${packets} of ${name} cannot be saved: the file numbers them, but they are events, not packets.`,
  time: (packets, name) =>
    `${packets} of ${name} have a time that pcapng cannot express, and stand at the nearest one that it can.`,
}

const packetsOf = (count: number) => `${count} ${count === 1 ? 'packet' : 'packets'}`

const commentsLost = (count: number, name: string) =>
  `${name} has ${count} more comments than were kept: packets may lack theirs.`
