/** A map of the datapath as `cilium bpf … list` prints it: in lines, or with `-o json` as an object of lists. */
import type { FactSink } from './facts'
import { entriesOf } from './json'

/** `line`: one that only this map has. `entry`: where its JSON begins, behind the brace. */
export function isMap(head: readonly string[], line: RegExp, entry: RegExp): boolean {
  return (
    head.some((each) => line.test(each)) ||
    (head[0]?.startsWith('{') === true && entry.test(head.join(' ').slice(1)))
  )
}

/** Takes the entries of a map in JSON; false: the text is none. */
export function takeJson(
  text: string,
  facts: FactSink,
  take: (key: string, value: string, facts: FactSink) => void,
): boolean {
  if (!text.trimStart().startsWith('{')) return false
  for (const [key, value] of entriesOf(text)) take(key, value, facts)
  return true
}
