/** Opens what both sides of a connection said in TLS, with the secrets of its case. */
import type { FlowSide, SaidPart, WholeSpeech } from '../model/flow-trace'
import type { TlsSecret } from '../model/tls-secret'
import { PlainText } from '../protocol/tls/plain-text'

/** What does not open is left out. A gap stands as long as it was in the capture. */
export function openSaid(said: WholeSpeech, secrets: readonly TlsSecret[]): WholeSpeech {
  const parts: SaidPart[] = []
  const gaps: [number, number] = [0, 0]
  const say = (side: FlowSide, octets: Uint8Array, frame: number, time: number): void => {
    parts.push({ side, frame, time, octets: octets.slice(), gap: gaps[side] })
    gaps[side] = 0
  }
  const plain = new PlainText(secrets, say)
  for (const { side, frame, time, octets, gap } of said.parts) {
    if (gap > 0) plain.gap(side, gap)
    gaps[side] += gap
    plain.data(side, octets, frame, time)
  }
  for (const side of [0, 1] as const) if (gaps[side] > 0) say(side, new Uint8Array(0), 0, -1)
  return { ...said, parts }
}
