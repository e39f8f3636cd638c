/** Bodies and secrets, read again out of the frames of a connection. */
import type { OpenTls } from '../api/flows'
import type {
  BodyAnswer,
  BodySide,
  Credential,
  HttpObject,
  SecretAnswer,
  TransferredFile,
} from '../model/objects'
import { flowFrames, type FlowFrame, type FlowPlace } from './flow-frames'
import type { OpenedSpeech } from './opened-speech'
import { bodyNotFound, frameNotKept, secretNotFound } from './sentences'
import type { ViewTools } from './view-tools'

/** Of a connection, frames before a login that may belong to it. */
const LOGIN_FRAMES = 1024

export async function carveBody(
  place: FlowPlace,
  object: HttpObject,
  side: BodySide,
  tools: ViewTools,
): Promise<BodyAnswer> {
  const { facts } = place
  const carver = tools.newCarver(object, side)
  // A response follows its request; a request may have begun long before it was complete.
  const first = side === 'request' ? 1 : object.frame
  const last = side === 'request' ? object.frame : place.rows
  const stretch = { of: object.frame, first, last }
  for await (const frames of flowFrames(place, stretch, tools.readOctets)) {
    for (const frame of frames) carver.add(frame)
    if (carver.complete()) break
  }
  const body = carver.result()
  return body === null
    ? { kind: 'absent', message: bodyNotFound(facts.name), again: false }
    : { kind: 'body', body }
}

/** Of a message inside of TLS, or of HTTP/2: out of all that the connection said. */
export async function carveSaid(
  { store, id, capture, facts, speech, open }: SaidPlace,
  object: HttpObject,
  side: BodySide,
  tools: ViewTools,
): Promise<BodyAnswer> {
  const { frame, reading } = object
  const flow = await flowOf(store, id, capture, frame)
  const opener = reading === 'opened' && open !== undefined ? open : null
  const said = await speech.whole(id, { capture, flow }, opener)
  if (said.kind === 'absent') return { ...said, again: false }
  const body = tools.bodyInSaid(object, side, said.value)
  return body === null
    ? { kind: 'absent', message: bodyNotFound(facts.name), again: false }
    : { kind: 'body', body }
}

interface TransferPlace extends FlowPlace {
  speech: Pick<OpenedSpeech, 'whole'>
}

interface SaidPlace extends TransferPlace {
  open: OpenTls | undefined
}

/** All that one side of a data connection sent. */
export async function carveTransfer(
  { store, id, capture, facts, speech }: TransferPlace,
  file: TransferredFile,
  tools: ViewTools,
): Promise<BodyAnswer> {
  const flow = await flowOf(store, id, capture, file.frame)
  const said = await speech.whole(id, { capture, flow }, null)
  if (said.kind === 'absent') return { ...said, again: false }
  const body = tools.fileInSaid(file, said.value)
  return body === null
    ? { kind: 'absent', message: bodyNotFound(facts.name), again: false }
    : { kind: 'body', body }
}

async function flowOf(
  store: FlowPlace['store'],
  id: string,
  capture: number,
  frame: number,
): Promise<number> {
  return (await store.columns(id, capture, frame - 1, frame))?.flow[0] ?? 0
}

export async function findSecret(
  place: FlowPlace,
  credential: Credential,
  tools: ViewTools,
): Promise<SecretAnswer> {
  const { facts, file } = place
  const { frame, protocol } = credential
  const frames: FlowFrame[] = []
  if (protocol === 'snmp') {
    const row = await place.store.columns(place.id, place.capture, frame - 1, frame)
    const linktype = facts.interfaces[row?.iface[0] ?? -1]?.linktype
    if (row === null || linktype === undefined) {
      return { kind: 'absent', message: frameNotKept(facts.name, frame), again: false }
    }
    const range = { at: row.fileAt[0] as number, length: row.capLen[0] as number }
    const [octets] = await tools.readOctets(file, [range], facts.within?.steps)
    if (octets !== undefined)
      frames.push({ frame, octets, linktype, origLen: row.origLen[0] as number })
  } else {
    const stretch = { of: frame, first: 1, last: frame }
    for await (const batch of flowFrames(place, stretch, tools.readOctets)) {
      frames.push(...batch)
      if (frames.length > 2 * LOGIN_FRAMES) frames.splice(0, frames.length - LOGIN_FRAMES)
    }
  }
  const secret = tools.secretOf(credential, frames)
  return secret === null
    ? { kind: 'absent', message: secretNotFound(frame), again: false }
    : { kind: 'secret', secret }
}
