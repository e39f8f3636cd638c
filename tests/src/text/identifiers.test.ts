/** Frames, connections and sequence numbers are identifiers: they are typed into filters as they stand. */
import { describe, expect, it } from 'vitest'
import { TEXTS } from '../../../src/text'

const FRAME = 1_234_567

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  const said = TEXTS[language]

  it.each([
    ['title of the frame viewer', said.frame.title(FRAME)],
    ['command that opens a frame', said.commands.openFrame(FRAME, '')],
    ['command that opens a frame of a capture', said.commands.openFrame(FRAME, 'a.pcap')],
    ['note on a frame', said.notes.frame(FRAME)],
    ['note on a connection', said.notes.flow(FRAME, '')],
    ['comment of a capture', said.captures.commentOf(FRAME)],
    ['readout of a graph', said.flow.readout.frame(FRAME, '0.5')],
    ['segment in a graph', said.flow.readout.segment('a', 'ACK', FRAME, 10)],
    ['acknowledgement in a graph', said.flow.readout.ack(FRAME)],
    ['button that opens a frame', said.finding.openFrame(FRAME)],
  ])('writes no thousands separator in the %s', (_where, sentence) => {
    expect(sentence).toContain('1234567')
  })
})
