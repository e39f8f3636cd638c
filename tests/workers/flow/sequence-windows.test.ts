/** Acknowledgements without data: repeated, probing, and about windows. */
import { TcpScript } from '../../support/tcp-script'
import { describeRules, RETRANSMISSION, type Situation, situation } from './situation'

const SCALED = { mss: 1460, windowScale: 7 }

describeRules('acknowledgements that repeat', [
  situation(
    'counts an acknowledgement without anything new',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 1 })
    },
    { 5: ['duplicate_ack'] },
  ),
  situation(
    'takes a changed window for an update',
    (script) => {
      script.client({ length: 100 })
      script.server({ ack: 1, window: 503 })
    },
    { 5: ['window_update'] },
  ),
  situation(
    'takes neither for a repetition when there is data or progress',
    (script) => {
      script.client({ length: 100 })
      script.server({ window: 503 })
      script.server({ length: 10, window: 503 })
    },
    {},
  ),
  situation(
    'knows a keep-alive with and without its octet, and the answer',
    (script) => {
      script.client({ length: 100 })
      script.server()
      script.client({ seq: 100, after: 1000 })
      script.server()
      script.client({ seq: 100, length: 1, after: 1000 })
      script.server()
    },
    { 6: ['keep_alive'], 7: ['keep_alive_ack'], 8: ['keep_alive'], 9: ['keep_alive_ack'] },
  ),
  situation(
    'does not take two octets for a keep-alive, nor one earlier',
    (script) => {
      script.client({ length: 100 })
      script.client({ seq: 99, length: 2, after: 1000 })
      script.client({ seq: 99, length: 1, after: 1000 })
    },
    { 5: RETRANSMISSION, 6: RETRANSMISSION },
  ),
])

describeRules('windows', [
  situation(
    'knows a closed window, the probe into it, and its answer',
    (script) => {
      script.client({ length: 100 })
      script.server({ window: 0 })
      script.client({ length: 1, after: 200 })
      script.server({ ack: 101, window: 0 })
    },
    { 5: ['zero_window'], 6: ['zero_window_probe'], 7: ['zero_window', 'zero_window_probe_ack'] },
  ),
  situation(
    'takes one octet into an open window for data, and two into a closed one',
    (script) => {
      script.client({ length: 1 })
      script.server({ window: 0 })
      script.client({ length: 2 })
    },
    { 5: ['zero_window'] },
  ),
  situation('lets a reset have no window', (s) => s.server({ flags: 'RA', window: 0 }), {}),
  situation(
    'tells when the window of 502 octets is full',
    (script) => {
      script.server({ window: 502 })
      script.client({ length: 502 })
    },
    { 4: ['duplicate_ack'], 5: ['window_full'] },
  ),
  situation('does not one octet below', (script) => script.client({ length: 501 }), {}),
  ...[
    { length: 501, flags: {} },
    { length: 502, flags: { 5: ['window_full'] } },
  ].map(({ length, flags }): Situation => ({
    says: `never scales the window of a SYN-ACK: ${String(length)} octets`,
    script: (spec) => {
      const script = new TcpScript(spec).handshake(SCALED)
      script.client({ length: 0, seq: 1, window: 503 })
      script.client({ length })
      return script
    },
    flags: { 4: ['window_update'], ...flags },
  })),
  ...[
    { from: 1280 - 501, flags: {} },
    { from: 1280 - 500, flags: { 7: ['window_full'] } },
  ].map(({ from, flags }): Situation => ({
    says: `scales the window once the connection is open: ${String(from + 500)} octets`,
    script: (spec) => {
      const script = new TcpScript(spec).handshake(SCALED)
      script.server({ window: 10 })
      script.client({ length: 400 })
      script.client({ length: from - 400 })
      script.client({ length: 500 })
      return script
    },
    flags: { 4: ['window_update'], ...flags },
  })),
  ...[
    { length: 10, flags: { 5: ['window_full'] } },
    { length: 9, flags: {} },
  ].map(({ length, flags }): Situation => ({
    says: `scales no window when only the client offered it: ${String(length)} octets`,
    script: (spec) => {
      const script = new TcpScript(spec).handshake(SCALED, { mss: 1460 })
      script.client({ window: 10 })
      script.server({ length })
      return script
    },
    flags: { 4: ['window_update'], ...flags },
  })),
  {
    says: 'says nothing about a full window when the handshake was not captured',
    script: (spec) => {
      const script = new TcpScript(spec)
      script.server({ seq: 1, ack: 1 })
      script.client({ seq: 1, ack: 1, length: 502 })
      return script
    },
    flags: {},
  },
])
