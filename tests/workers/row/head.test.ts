import { expect, it } from 'vitest'
import { hex } from '../../../workers/forge/fields'
import { newHeadReader } from '../../../workers/row/head'

const RADIOTAP = 127

it('names what was sent over the air, not what the card adds before it', () => {
  // Clear to send, of 80211_plus_radiotap_header.pcap of packetnet (MIT).
  const octets = hex('00001400ee180000 10048509a000ac9c 1d000010 c400d10e 001f334528a0 07dea2f5')
  const { head } = newHeadReader().read(octets, RADIOTAP, octets.length, octets.length, null)
  expect(head.protocol).toBe('802.11')
})

const [A, B, C, D] = ['02000000000a', '02000000000b', '02000000000c', '02000000000d']
const colons = (address: string) => address.replace(/..(?!$)/g, '$&:')

// IEEE 802.11-2020 §9.3.2: where the addresses stand depends on the way through the access points.
it.each([
  ['station to station', '00', B, A],
  ['to an access point', '01', B, C],
  ['from an access point', '02', C, A],
  ['between access points', '03', D, C],
])('knows who sent a wireless frame to whom: %s', (_, way, src, dst) => {
  const octets = hex(`08${way}0000 ${A} ${B} ${C} 0000 ${way === '03' ? D : ''} aaaa03000000`)
  const { head } = newHeadReader().read(octets, 105, octets.length, octets.length, null)
  expect([head.src, head.dst]).toEqual([src, dst].map(colons))
})

it('names the receiver alone where the frame does', () => {
  const octets = hex('00001400ee180000 10048509a000ac9c 1d000010 c400d10e 001f334528a0 07dea2f5')
  const { head } = newHeadReader().read(octets, RADIOTAP, octets.length, octets.length, null)
  expect([head.src, head.dst]).toEqual(['', '00:1f:33:45:28:a0'])
})

const ARP = `0001080006040001 ${A} 0a000001 000000000000 0a000002`

// Cooked captures know the sender alone.
it.each([
  ['SLL', 113, `0000 0001 0006 ${B} 0000 0806`, colons(B)],
  ['SLL2', 276, `0806 0000 00000002 0001 00 06 ${B} 0000`, colons(B)],
  ['SLL2 without an address', 276, '0806 0000 00000002 0001 00 00 0000000000000000', ''],
])('names the sender of an ARP question in a cooked capture: %s', (_, linktype, header, src) => {
  const octets = hex(`${header} ${ARP}`)
  const { head } = newHeadReader().read(octets, linktype, octets.length, octets.length, null)
  expect(head).toMatchObject({ src, dst: '', protocol: 'ARP' })
})

it('says nothing of a link header that was cut off', () => {
  for (let length = 0; length < 16; length++) {
    const octets = hex(`0802 0000 ${A} ${B}`).subarray(0, length)
    const { head } = newHeadReader().read(octets, 105, octets.length, 100, null)
    expect(head.src).toBe('')
  }
})
