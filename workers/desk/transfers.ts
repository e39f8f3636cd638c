/** Files that went over connections of their own, as the records of sessions tell them. */
import type { Applications, SessionRecord } from '../model/app-records'
import type { Listed, TransferredFile } from '../model/objects'
import type { ConnRecord } from '../model/records'
import { amounts } from './http-objects'

export function transfers(
  applications: readonly Applications[],
  flows: readonly ConnRecord[],
): Listed<TransferredFile> {
  const rows = applications.flatMap(({ session }, capture) =>
    session
      .filter(({ protocol, what }) => protocol === 'ftp-data' && what === 'transfer')
      .map((record) => transferOf(record, capture, flows)),
  )
  return { rows, ...amounts(applications, 'session') }
}

function transferOf(
  { frame, time, text, src, srcPort, dst, dstPort }: SessionRecord,
  capture: number,
  flows: readonly ConnRecord[],
): TransferredFile {
  const ends = { src, srcPort, dst, dstPort }
  // The last that had begun by then: ports are used again.
  const conn = flows.findLast(
    (flow) => flow.capture === capture && flow.firstFrame <= frame && sideOf(flow, ends) !== null,
  )
  const side = conn && sideOf(conn, ends)
  const sent = conn && side ? conn[`${side}Side`] : null
  return {
    ...{ capture, frame, time, command: text, ...ends },
    octets: sent?.retransmissions === 0 ? sent.dataOctets : -1,
    whole: sent?.finSent === true && (conn?.handshake.synTotal ?? 0) > 0,
  }
}

type Ends = Pick<TransferredFile, 'src' | 'srcPort' | 'dst' | 'dstPort'>

/** Which side of the connection sends from `src`; null: it is another one. */
function sideOf({ orig, resp }: ConnRecord, ends: Ends): 'orig' | 'resp' | null {
  const is = (end: ConnRecord['orig'], address: string, port: number) =>
    end.address === address && end.port === port
  if (is(orig, ends.src, ends.srcPort) && is(resp, ends.dst, ends.dstPort)) return 'orig'
  return is(resp, ends.src, ends.srcPort) && is(orig, ends.dst, ends.dstPort) ? 'resp' : null
}
