/** What Wireshark calls a frame and, where we see it otherwise, one sentence why. */
import { ANALYSIS_NAMES, type FrameStanding } from '../../../workers/model/frame-flags'
import type { FrameView } from '../../../workers/model/frame-view'
import type { ConnRecord, Endpoint } from '../../../workers/model/records'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

type Case = Pick<CaseResult, 'captures' | 'flows'>

/** Empty: Wireshark has nothing to say of the frame, and neither have we. */
export function explainStanding(frame: FrameView, result: Case): string {
  const { analysis, differs, copy } = frame.standing
  const sentences = analysis === 0 ? [] : [text.standing.called(namesOf(analysis))]
  if (copy !== 'none') sentences.push(explainCopy(frame, result))
  else if (differs) {
    if (analysis === 0) sentences.push(text.standing.uncalled)
    sentences.push(explainDifference(frame, result))
  }
  return sentences.join(' ')
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
  const conn = connOf(result, capture, original?.flow ?? 0)
  const place = placeOf(result, conn) || visibleText(original?.interfaceName ?? '')
  const sentence =
    standing.copy === 'same-tap' ? text.standing.copyHere : text.standing.copyElsewhere
  return original === null
    ? sentence(place, 0, 0)
    : sentence(place, original.frame, time - original.time)
}

function explainDifference({ capture, flow }: FrameView, result: Case): string {
  const conn = connOf(result, capture, flow)
  if (conn === undefined) return text.standing.otherwise
  const twins = result.flows.filter((other) => isTwin(conn, other))
  const tenant = twins.find(
    ({ tap, tunnel }) => tap === conn.tap && !sameTunnel(tunnel, conn.tunnel),
  )
  if (tenant !== undefined) return text.standing.tenant(tunnelOf(conn), tunnelOf(tenant))
  const elsewhere = twins.find(({ tap }) => tap !== conn.tap)
  if (elsewhere === undefined) return text.standing.otherwise
  return text.standing.place(placeOf(result, conn), placeOf(result, elsewhere))
}

/** The connection with this number in its capture: they are listed in order, up to a bound. */
function connOf({ flows }: Case, capture: number, number: number): ConnRecord | undefined {
  if (number === 0) return undefined
  const first = flows.findIndex((conn) => conn.capture === capture)
  const conn = first < 0 ? undefined : flows[first + number - 1]
  return conn?.capture === capture ? conn : undefined
}

function placeOf({ captures }: Case, conn: ConnRecord | undefined): string {
  return conn === undefined ? '' : visibleText(captures[conn.capture]?.taps[conn.tap]?.name ?? '')
}

function tunnelOf({ tunnel }: ConnRecord): string {
  return tunnel === null ? text.standing.noTunnel : text.standing.tunnel(tunnel.kind, tunnel.vni)
}

/** Another connection that Wireshark puts into the same stream. */
function isTwin(conn: ConnRecord, other: ConnRecord): boolean {
  if (other === conn || other.capture !== conn.capture || other.stream !== conn.stream) return false
  const straight = same(conn.orig, other.orig) && same(conn.resp, other.resp)
  return straight || (same(conn.orig, other.resp) && same(conn.resp, other.orig))
}

const same = (a: Endpoint, b: Endpoint) => a.address === b.address && a.port === b.port

const sameTunnel = (a: ConnRecord['tunnel'], b: ConnRecord['tunnel']) =>
  a?.kind === b?.kind && a?.vni === b?.vni
