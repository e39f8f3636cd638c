import { describe, expect, it } from 'vitest'
import { hex, join, text } from '../../../workers/forge/fields'
import { conversation, cutEverywhere, inOctets, type Said } from './conversation'

const MARKER = new Uint8Array(16).fill(255)
const OPEN = join(MARKER, hex('001d 01 04 fde9 00b4 0a000001 00'))
const KEEPALIVE = join(MARKER, hex('0013 04'))
const NOTIFICATION = join(MARKER, hex('0015 03 06 02'))

const TALK: Said[] = [
  ['client', OPEN],
  ['server', join(OPEN, KEEPALIVE)],
  ['client', NOTIFICATION],
]

describe('BGP', () => {
  it('tells who opens and why it ends', () => {
    const talk = conversation(179, TALK)
    expect(talk.lines).toEqual([
      'open: AS 65001, hold time 180 s, router 10.0.0.1',
      'open: AS 65001, hold time 180 s, router 10.0.0.1',
      'notification: error 6/2',
    ])
    expect(talk.frames('bgp')).toBe(3)
    expect(conversation(179, inOctets(TALK)).lines).toEqual(talk.lines)
  })

  // As tshark 4.0.17.
  it('counts messages where they end, and segments in which there is no marker', () => {
    const said: Said[] = [
      ['client', KEEPALIVE.slice(0, 5)],
      ['client', join(KEEPALIVE.slice(5), KEEPALIVE)],
      ['client', KEEPALIVE.slice(0, 18)],
      ['client', join(KEEPALIVE.slice(18), KEEPALIVE.slice(0, 3))],
      ['client', KEEPALIVE.slice(3)],
      ['server', text('junk')],
    ]
    expect(conversation(179, said).frames('bgp')).toBe(4)
  })

  it('finds the next marker behind what is none', () => {
    const talk = conversation(179, [['client', join(text('junk'), OPEN)]])
    expect(talk.lines).toHaveLength(1)
  })

  it('is recognised by its header at any port', () => {
    expect(conversation(1179, TALK).frames('bgp')).toBe(3)
    expect(conversation(1179, [['client', join(MARKER, hex('0012 04'))]]).frames('bgp')).toBe(0)
    expect(conversation(1179, [['client', join(MARKER, hex('0013 09'))]]).frames('bgp')).toBe(0)
  })

  it('takes a length below the header for the header, and any cut', () => {
    const talk = conversation(179, [['client', join(MARKER, hex('0000 04'), KEEPALIVE)]])
    expect(talk.frames('bgp')).toBe(1)
    // What follows a message that ends early is read as its rest.
    expect(cutEverywhere(179, OPEN, TALK)).toEqual(['malformed: bgp: bgp.open.opt.len'])
  })
})
