/** The Info column: what the two views say of the frame, and what the wire says. */
import { ANALYSIS_NAMES, type AnalysisName } from '../../../workers/model/frame-flags'
import type { PacketRow } from '../../../workers/model/packet-row'
import { text } from '../../text'

export function infoOf(row: PacketRow): string {
  // What is wrong stands first: the line may be cut.
  const parts = [copyWord(row), ...analysisWords(row), row.head?.info ?? '', ...kinWords(row)]
  if (row.head !== null && row.capLen < row.origLen)
    parts.push(text.packetList.cutShort(row.capLen))
  return parts.filter((part) => part !== '').join(' · ')
}

/** A fast or spurious retransmission is called by this name alone, as in Wireshark. */
export function analysisOf({ standing }: PacketRow): AnalysisName[] {
  const found = ANALYSIS_NAMES.filter((_, bit) => (standing.analysis & (1 << bit)) !== 0)
  const special = found.some((name) => /^(fast|spurious)_/.test(name))
  return found.filter((name) => name !== 'retransmission' || !special)
}

function analysisWords(row: PacketRow): string[] {
  const { kin, standing } = row
  // Where we see a copy, Wireshark's word for it would only mislead.
  if (standing.copy !== 'none') return []
  const found = analysisOf(row).map((name) => {
    const word = text.packetList.analysis[name]
    return kin.repeats > 0 && name.endsWith('retransmission')
      ? text.packetList.repeats(word, kin.repeats)
      : word
  })
  return standing.differs ? [...found, text.packetList.differs] : found
}

function kinWords({ frame, kin }: PacketRow): string[] {
  const { head } = kin
  if (head === null) return []
  const order =
    head.frame > frame
      ? text.packetList.headAfter(head.frame)
      : text.packetList.headBefore(head.frame)
  return head.srcPort < 0
    ? [order]
    : [order, text.packetList.inheritedPorts(head.srcPort, head.dstPort)]
}

function copyWord({ frame, standing: { copy, back } }: PacketRow): string {
  if (copy === 'none') return ''
  const original = back === 0 ? 0 : frame - back
  return copy === 'same-tap'
    ? text.packetList.copyHere(original)
    : text.packetList.copyElsewhere(original)
}

export type Tone = 'plain' | 'repeated' | 'fragment' | 'error' | 'reset' | 'copy'

const REPEATED = /retransmission|out_of_order|lost_segment|zero_window|window_full|duplicate_ack/

/** What a row is tinted by. */
export function toneOf(row: PacketRow): Tone {
  const { head, standing, fragment } = row
  if (standing.copy !== 'none') return 'copy'
  if (head?.kind === 'icmp-error') return 'error'
  if (head?.kind === 'malformed' || head?.kind === 'reset') return 'reset'
  if (fragment || head?.kind === 'fragment') return 'fragment'
  return analysisOf(row).some((name) => REPEATED.test(name)) ? 'repeated' : 'plain'
}
