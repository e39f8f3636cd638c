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
