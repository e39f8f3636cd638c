import { describe, expect, it } from 'vitest'
import { LINKTYPE, writePcap } from '../../../../workers/forge/capture-writer'
import { hasTshark, withTshark } from '../../forge/tshark'
import { lengthsBelow } from '../dissect-frame'
import { MESSAGES } from './messages'
import { verdictOn } from './verdict'

describe.each(Object.entries(MESSAGES))('the lengths of %s', (_, messages) => {
  it.each(messages)('$name', ({ frame, broken }) => {
    expect(verdictOn(frame)).toBe(broken)
  })

  it('are not judged beyond what was captured', () => {
    const whole = messages.filter(({ broken }) => broken === '')
    for (const { frame } of whole) {
      for (const captured of lengthsBelow(frame.length)) expect(verdictOn(frame, captured)).toBe('')
    }
  })

  it.skipIf(!hasTshark)('are what tshark finds', () => {
    const frames = messages.map(({ frame }) => ({ time: 0, octets: frame }))
    const capture = writePcap(frames, { linktype: LINKTYPE.ethernet })
    const theirs = withTshark(capture, ({ fields }) => fields('_ws.malformed', 'frame.number'))
    const broken = messages.flatMap(({ broken }, index) => (broken === '' ? [] : [index + 1]))
    expect(theirs.map(([number]) => Number(number))).toEqual(broken)
  })
})
