/** What the sequence analysis says of gaps, of ports used again, and of numbers that wrap around. */
import { TcpScript } from '../../support/tcp-script'
import { describeRules, RETRANSMISSION, situation, SPURIOUS } from './situation'

describeRules('segments that were not captured', [
  situation(
    'tells a segment that was not captured',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
    },
    { 5: ['lost_segment'] },
  ),
  situation(
    'sees no gap where segments follow each other',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 101, length: 100 })
    },
    {},
  ),
  situation('lets a reset jump ahead', (s) => s.client({ flags: 'R', seq: 500 }), {}),
  situation(
    'tells an acknowledgement of octets that were not captured, and not twice',
    (script) => {
      script.server({ ack: 301 })
      script.server({ ack: 601 })
    },
    { 4: ['ack_lost_segment'] },
  ),
  situation(
    'accepts an acknowledgement of everything that was captured',
    (script) => {
      script.client({ length: 300 })
      script.server({ ack: 301 })
    },
    {},
  ),
  situation(
    'tells an acknowledgement across a gap',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.server({ ack: 301 })
    },
    { 5: ['lost_segment'], 6: ['ack_lost_segment'] },
  ),
])

describeRules('ports that are used again', [
  situation(
    'sees a new connection in a SYN with another sequence number',
    (script) => script.client({ flags: 'S', seq: 70_000, options: { mss: 1460 } }),
    { 4: ['reused_ports'] },
  ),
  {
    says: 'sees a repetition in a SYN with the same one',
    script: (spec) => {
      const script = new TcpScript(spec)
      script.client({ flags: 'S', options: { mss: 1460 } })
      script.client({ flags: 'S', seq: 0, options: { mss: 1460 }, after: 1000 })
      return script
    },
    flags: { 2: RETRANSMISSION },
  },
])

describeRules('sequence numbers', [
  {
    says: 'goes on across 2^32',
    script: (spec) => {
      const script = new TcpScript({ ...spec, clientIsn: 2 ** 32 - 151 }).handshake()
      script.client({ length: 100 })
      script.client({ length: 100 })
      script.server()
      return script
    },
    flags: {},
  },
  {
    says: 'knows gaps, repetitions and reordering across 2^32',
    script: (spec) => {
      const script = new TcpScript({ ...spec, clientIsn: 2 ** 32 - 151 }).handshake()
      script.client({ length: 100 })
      script.client({ seq: 201, length: 100 })
      script.client({ seq: 101, length: 100, after: 1 })
      script.client({ seq: 201, length: 100, after: 200 })
      script.server()
      script.client({ seq: 101, length: 100, after: 200 })
      return script
    },
    flags: {
      5: ['lost_segment'],
      6: ['out_of_order'],
      7: RETRANSMISSION,
      9: SPURIOUS,
    },
  },
])
