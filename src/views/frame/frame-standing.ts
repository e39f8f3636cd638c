/** What Wireshark calls a frame and, where we see it otherwise, one sentence why. */
import { ANALYSIS_NAMES, type FrameStanding } from '../../../workers/model/frame-flags'
import type { ConnPlace, FrameView } from '../../../workers/model/frame-view'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

type Case = Pick<CaseResult, 'captures'>

/** Empty: Wireshark has nothing to say of the frame, and neither have we. */
export function explainStanding(frame: FrameView, result: Case): string {
  const { analysis, differs, copy } = frame.standing
  const sentences = analysis === 0 ? [] : [text.standing.called(namesOf(analysis))]
  if (copy !== 'none') sentences.push(explainCopy(frame, result))
  else if (differs) {
    if (analysis === 0) sentences.push(text.standing.uncalled)
    sentences.push(explainDifference(frame, result))
  }
  return text.sentences(sentences)
}

/** A fast or spurious retransmission is called by this name alone, as in Wireshark's Info column. */
function namesOf(analysis: FrameStanding['analysis']): string[] {
  const found = ANALYSIS_NAMES.filter((_, bit) => (analysis & (1 << bit)) !== 0)
  const special = found.filter((name) => /^(fast|spurious)_/.test(name))
  return found
    .filter((name) => name !== 'retransmission' || special.length === 0)
    .map((name) => text.standing.names[name])
}

function explainCopy({ capture, time, standing, original }: FrameView, result: Case): string {
  const place =
    placeOf(result, capture, original?.conn ?? null) || visibleText(original?.interfaceName ?? '')
  const sentence =
    standing.copy === 'same-tap' ? text.standing.copyHere : text.standing.copyElsewhere
  return original === null
    ? sentence(place, 0, 0)
    : sentence(place, original.frame, time - original.time)
}

function explainDifference({ capture, conns, standing }: FrameView, result: Case): string {
  if (standing.undecoded) return text.standing.cut
  const { conn, tenant, elsewhere } = conns
  if (conn !== null && tenant !== null) {
    return text.standing.tenant(tunnelOf(conn), tunnelOf(tenant))
  }
  if (conn === null || elsewhere === null) return text.standing.otherwise
  return text.standing.place(placeOf(result, capture, conn), placeOf(result, capture, elsewhere))
}

function placeOf({ captures }: Case, capture: number, conn: ConnPlace | null): string {
  return conn === null ? '' : visibleText(captures[capture]?.taps[conn.tap]?.name ?? '')
}

function tunnelOf({ tunnel }: ConnPlace): string {
  return tunnel === null ? text.standing.noTunnel : text.standing.tunnel(tunnel.kind, tunnel.vni)
}
