/** Segments that are sent again, and segments that overtake each other. */
import { TcpScript } from '../../support/tcp-script'
import {
  describeRules,
  FAST,
  RETRANSMISSION,
  type Situation,
  situation,
  SPURIOUS,
} from './situation'

describeRules('segments that are sent again', [
  situation(
    'tells a segment that is sent again',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 1, length: 100, after: 200 })
    },
    { 5: RETRANSMISSION },
  ),
  situation(
    'tells a repeated SYN and FIN',
    (script) => {
      script.client({ flags: 'FA' })
      script.client({ flags: 'FA', seq: 1, after: 300 })
    },
    { 5: RETRANSMISSION },
  ),
  situation(
    'takes data again behind a probe of one octet for new',
    (script) => {
      script.client({ length: 1 })
      script.client({ seq: 1, length: 100, after: 200 })
    },
    {},
  ),
  situation(
    'calls a repetition spurious once all of it is acknowledged',
    (script) => {
      script.client({ length: 100 })
      script.server()
      script.client({ seq: 1, length: 100, after: 200 })
    },
    { 6: SPURIOUS },
  ),
  situation(
    'does not while its last octet is not',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 100 })
      script.client({ seq: 1, length: 100, after: 200 })
    },
    { 6: RETRANSMISSION },
  ),
  situation(
    'calls it fast within 20 ms of the second duplicate acknowledgement',
    (script) => {
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.client({ seq: 1, length: 100, after: 19.999 })
    },
    { 6: ['duplicate_ack'], 7: ['duplicate_ack'], 8: ['duplicate_ack'], 9: FAST },
  ),
  situation(
    'does not at 20 ms',
    (script) => {
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.server({ ack: 1 })
      script.client({ seq: 1, length: 100, after: 20 })
    },
    { 6: ['duplicate_ack'], 7: ['duplicate_ack'], 8: ['duplicate_ack'], 9: RETRANSMISSION },
  ),
  situation(
    'does not after one duplicate acknowledgement',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 1 })
      script.client({ seq: 1, length: 100, after: 19 })
    },
    { 5: ['duplicate_ack'], 6: RETRANSMISSION },
  ),
])

describeRules('segments that come late', [
  situation(
    'calls a late segment out of order within the initial round trip of 2 ms',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after: 1.999 })
    },
    { 5: ['lost_segment'], 6: ['out_of_order'] },
  ),
  situation(
    'calls it a retransmission from then on',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after: 2 })
    },
    { 5: ['lost_segment'], 6: RETRANSMISSION },
  ),
  situation(
    'calls the segment that was sent last a retransmission, however soon',
    (script) => {
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.client({ seq: 101, length: 100, after: 0.1 })
    },
    { 6: RETRANSMISSION },
  ),
  ...[
    { after: 2.999, flags: ['out_of_order'] },
    { after: 3, flags: RETRANSMISSION },
  ].map(({ after, flags }): Situation => ({
    says: `waits 3 ms where no handshake was captured: ${String(after)} ms`,
    script: (spec) => {
      const script = new TcpScript(spec)
      script.client({ seq: 1, length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after })
      return script
    },
    flags: { 2: ['lost_segment'], 3: flags },
  })),
])
