/** `tunnel-misdelivery` where side-cars have maps of tunnels, or of pods and nodes, in English. */
import { formatPrefix } from '../../model/prefix-map'
import type { TunnelEntry } from '../../model/sidecar'
import type { MisdeliveryFacts } from '../facts/tunnel-misdelivery'
import { formatList } from '../format'
import { type Said, sentences } from '../said'
import type { Witnesses } from '../witnesses'

export function tellMaps(said: Said, facts: MisdeliveryFacts, witnesses: Witnesses): Said {
  const { targets, wrong, right } = facts
  const entries = targets.flatMap((target) => witnesses.tunnelsTo(target))
  const stale = entries.filter(({ node }) => node === wrong)
  const agreeing = entries.filter(({ node }) => node === right)
  const pods = witnesses.facts.pods.filter((pod) => targets.includes(pod.address))
  const nodeOf = (address: string) => witnesses.nodeAt(address)
  const placed = pods.filter(({ node }) => node !== '')
  const atRight = placed.filter(({ node }) => node === nodeOf(right))
  const atWrong = placed.filter(({ node }) => node === nodeOf(wrong))
  const files = (facts: readonly { file: number }[]) =>
    formatList([...new Set(facts.map((fact) => witnesses.fileOf(fact)))])
  return {
    ...said,
    happened: [
      ...said.happened,
      ...sentences(
        stale.length > 0 && `The stale entry itself is in ${files(stale)}: ${listOf(stale)}.`,
        agreeing.length > 0 && `${files(agreeing)} has it right: ${listOf(agreeing)}.`,
      ),
    ],
    confidenceReasons: [
      ...said.confidenceReasons,
      ...sentences(
        atRight.length > 0 && `${files(atRight)} has these pods on ${nodeOf(right)} as well.`,
      ),
    ],
    counterEvidence: [
      ...said.counterEvidence,
      ...sentences(
        atWrong.length > 0 &&
          `${files(atWrong)} has ${formatList(atWrong.map(({ address }) => address))} on ${nodeOf(wrong)}, where the packets went: the pods may have moved since.`,
      ),
    ],
  }
}

function listOf(entries: readonly TunnelEntry[]): string {
  const texts = entries.map(({ base, length, node }) => `${formatPrefix(base, length)} → ${node}`)
  return formatList([...new Set(texts)])
}
