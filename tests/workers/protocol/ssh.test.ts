import { describe, expect, it } from 'vitest'
import { hex, join, text, u32, u8 } from '../../../workers/forge/fields'
import { conversation, cutEverywhere, inOctets, type Said } from './conversation'

const list = (names: string): Uint8Array => join(u32(names.length), text(names))

/** RFC 4253 §6: length, padding length, payload, padding to a multiple of eight. */
function packet(payload: Uint8Array): Uint8Array {
  const padding = 4 + ((8 - ((payload.length + 9) % 8)) % 8)
  return join(u32(payload.length + padding + 1), u8(padding), payload, new Uint8Array(padding))
}

const offer = (kex: string, cipher: string): Uint8Array =>
  packet(
    join(
      u8(20),
      new Uint8Array(16),
      list(kex),
      list('ssh-ed25519'),
      list(cipher),
      list('aes256-ctr'),
      list('hmac-sha2-256'),
      list('hmac-sha1'),
      list('none'),
      list('zlib'),
      list(''),
      list(''),
      new Uint8Array(5),
    ),
  )

const NEWKEYS = packet(u8(21))
const CLIENT_OFFER = offer('curve25519-sha256,ecdh-sha2-nistp256', 'aes128-ctr,aes256-ctr')
const SERVER_OFFER = offer('ecdh-sha2-nistp256', 'aes256-ctr')

const START: Said[] = [
  ['server', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['client', 'SSH-2.0-PuTTY_Release_0.80\r\n'],
  ['client', CLIENT_OFFER],
  ['server', SERVER_OFFER],
  ['client', NEWKEYS],
  ['client', hex('0102030405060708090a0b0c0d0e0f10')],
]

describe('SSH', () => {
  it('tells versions, fingerprints of the offers and what both agree on', () => {
    const talk = conversation(22, START)
    // MD5 of the joined lists, by md5sum.
    expect(talk.lines).toEqual([
      'banner: SSH-2.0-OpenSSH_9.6',
      'banner: SSH-2.0-PuTTY_Release_0.80',
      'key exchange: hassh a7798297f5f9542056a6ca5d50554df7',
      'key exchange: hasshServer a6678438fac6099d4c8c2c54a92aad9e',
      'algorithms: ecdh-sha2-nistp256, ssh-ed25519, aes256-ctr, hmac-sha2-256',
    ])
    expect(talk.frames('ssh')).toBe(6)
    expect(conversation(22, inOctets(START)).lines).toEqual(talk.lines)
  })

  // tshark 4.0.17 shows the first and the last segment of a packet, not those between.
  it('counts a packet in pieces where it begins and where it ends', () => {
    const pieces: Said[] = [
      ['client', 'SSH-2.0-x\r\n'],
      ['client', CLIENT_OFFER.slice(0, 50)],
      ['client', CLIENT_OFFER.slice(50, 100)],
      ['client', CLIENT_OFFER.slice(100)],
    ]
    expect(conversation(22, pieces).frames('ssh')).toBe(3)
  })

  it('is recognised by its version at any port, and not by less', () => {
    expect(conversation(2222, START).frames('ssh')).toBe(6)
    expect(conversation(2222, [['client', 'SSL-2.0']]).frames('ssh')).toBe(0)
    expect(
      conversation(2222, [
        ['client', 'SS'],
        ['client', 'H-2.0-x\r\n'],
      ]).frames('ssh'),
    ).toBe(1)
  })

  it('stops reading packets at an impossible length', () => {
    const talk = conversation(22, [
      ['client', 'SSH-2.0-x\r\n'],
      ['client', hex('7fffffff0000')],
      ['client', hex('00')],
    ])
    expect(talk.weirds).toEqual(['ssh: packet of impossible length before encryption'])
    expect(talk.frames('ssh')).toBe(3)
  })

  it('ends with an offer whose lists go beyond their packet', () => {
    const broken = packet(join(u8(20), new Uint8Array(16), u32(0xffff_ffff)))
    const talk = conversation(22, [
      ['client', 'SSH-2.0-x\r\n'],
      ['client', broken],
    ])
    expect(talk.weirds).toEqual(['malformed: ssh: length'])
  })

  it('takes any cut of an offer', () => {
    expect(cutEverywhere(22, CLIENT_OFFER, [])).toEqual([])
    // What follows a cut is taken for the rest of the packet, and for packets behind it.
    expect(cutEverywhere(22, CLIENT_OFFER, START.slice(3)).sort()).toEqual([
      'malformed: ssh: length',
      'ssh: packet of impossible length before encryption',
    ])
  })
})
