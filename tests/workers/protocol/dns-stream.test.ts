import { describe, expect, it } from 'vitest'
import { hex, join, u16 } from '../../../workers/forge/fields'
import { conversation, cutEverywhere, inOctets, type Said } from './conversation'

const framed = (message: Uint8Array): Uint8Array => join(u16(message.length), message)
const NAME = hex('0377777700 0001 0001')
const QUERY = framed(join(hex('1234 0100 0001 0000 0000 0000'), NAME))
const ANSWER = framed(
  join(hex('1234 8180 0001 0001 0000 0000'), NAME, hex('c00c 0001 0001 0000003c 0004 01020304')),
)

describe('DNS over TCP', () => {
  const talk: Said[] = [
    ['client', QUERY],
    ['server', ANSWER],
  ]

  it('pairs questions and answers of a connection', () => {
    const { dns } = conversation(53, talk).tally.result()
    expect(dns).toMatchObject([
      { transport: 'tcp', query: 'www', answers: ['1.2.3.4'], frame: 1, answerFrame: 2 },
    ])
    expect(conversation(53, talk).tally.group('dns')).toEqual({
      dns_queries: 1,
      dns_responses: 1,
    })
  })

  it('counts a message where it ends, and all messages of a segment', () => {
    const pieces = conversation(53, inOctets(talk))
    expect(pieces.frames('dns')).toBe(2)
    const many = conversation(53, [['client', join(QUERY, QUERY, QUERY.slice(0, 1))]])
    expect(many.frames('dns')).toBe(1)
    expect(many.tally.group('dns')).toEqual({ dns_queries: 2 })
  })

  it('tells messages shorter than their header', () => {
    expect(conversation(53, [['client', hex('0005 1234010000')]]).weirds).toEqual([
      'malformed: dns: length',
    ])
  })

  it('takes any cut, and nothing at other ports', () => {
    expect(cutEverywhere(53, QUERY, [])).toEqual([])
    expect(conversation(54, talk).frames('dns')).toBe(0)
  })
})
