/** SCTP and its chunks as fields. RFC 9260 §3.1, §3.2. */
import { CHUNK_HEADER, CHUNK_NAMES, chunkStride, SCTP_HEADER } from '../sctp'
import { hex, named, u16, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const HEADER: readonly Row[] = [
  u16('sctp.srcport', 'Source port', 0),
  u16('sctp.dstport', 'Destination port', 2),
  u32('sctp.verification_tag', 'Verification tag', 4, hex(8)),
  u32('sctp.checksum', 'Checksum', 8, hex(8)),
]

const CHUNK: readonly Row[] = [
  u8(
    'sctp.chunk_type',
    'Chunk type',
    0,
    named((type) => CHUNK_NAMES[type]),
  ),
  u8('sctp.chunk_flags', 'Chunk flags', 1, hex(2)),
  u16('sctp.chunk_length', 'Chunk length', 2),
]
const DATA: readonly Row[] = [
  u32('sctp.data_tsn', 'Transmission sequence number', 4),
  u16('sctp.data_sid', 'Stream identifier', 8, hex(4)),
  u16('sctp.data_ssn', 'Stream sequence number', 10),
  u32('sctp.data_payload_proto_id', 'Payload protocol', 12),
]
const SACK: readonly Row[] = [
  u32('sctp.sack_cumulative_tsn_ack', 'Cumulative TSN', 4),
  u32('sctp.sack_a_rwnd', 'Receiver window', 8),
]
const INIT: readonly Row[] = [
  u32('sctp.init_initiate_tag', 'Initiate tag', 4, hex(8)),
  u32('sctp.init_credit', 'Receiver window', 8),
]
const FIELDS: Readonly<Record<number, readonly Row[]>> = { 0: DATA, 1: INIT, 2: INIT, 3: SACK }

export function describeSctp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('sctp', 'Stream Control Transmission Protocol')
  sheet.rows(HEADER)
  const ports = `Src Port: ${String(octets.u16(0))}, Dst Port: ${String(octets.u16(2))}`
  sheet.title(`Stream Control Transmission Protocol, ${ports}`)
  for (let at = SCTP_HEADER; at + CHUNK_HEADER <= octets.reported;) {
    sheet.rows(CHUNK, at)
    sheet.rows(FIELDS[octets.u8(at)] ?? [], at)
    const stride = chunkStride(octets, at)
    if (stride === 0) return
    sheet.extent(at + stride)
    at += stride
  }
}
