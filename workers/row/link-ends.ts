/** Who sent a frame to whom, by the hardware addresses of its link: what a frame without IP has. */

const ETHERNET = 1
const WLAN = 105
const SLL = 113
const RADIOTAP = 127
const SLL2 = 276

const MAC = 6
const NOBODY = ['', ''] as const

type Ends = readonly [from: string, to: string]

/** Empty: the link does not say, or what says it was cut off. */
export function linkEnds(view: DataView, at: number, captured: number, linktype: number): Ends {
  const octets = new DataView(view.buffer, view.byteOffset + at, captured)
  switch (linktype) {
    case ETHERNET:
      return captured < 2 * MAC ? NOBODY : [mac(octets, MAC), mac(octets, 0)]
    case SLL:
      return [cooked(octets, 4, 6), '']
    case SLL2:
      return [cooked(octets, 11, 12), '']
    case WLAN:
      return wlanEnds(octets, 0)
    case RADIOTAP:
      return captured < 4 ? NOBODY : wlanEnds(octets, octets.getUint16(2, true))
    default:
      return NOBODY
  }
}

/** The address of the sender alone (LINKTYPE_LINUX_SLL and SLL2); SLL has two octets for its length. */
function cooked(octets: DataView, lengthAt: number, at: number): string {
  if (octets.byteLength < at + MAC) return ''
  const length = lengthAt === 4 ? octets.getUint16(lengthAt) : octets.getUint8(lengthAt)
  return length === MAC ? mac(octets, at) : ''
}

/** Frame types of IEEE 802.11-2020 table 9-1, and control frames that name their transmitter. */
const CONTROL = 1
const DATA = 2
const WITH_TRANSMITTER = new Set([8, 9, 10, 11, 14, 15])

/** IEEE 802.11-2020 §9.3: which address is whose depends on the way through the access points. */
function wlanEnds(octets: DataView, at: number): Ends {
  const address = (place: number) =>
    at + place + MAC <= octets.byteLength ? mac(octets, at + place) : ''
  if (at + 2 > octets.byteLength) return NOBODY
  const control = octets.getUint8(at)
  const type = (control >>> 2) & 3
  if (type === CONTROL) {
    return [WITH_TRANSMITTER.has(control >>> 4) ? address(10) : '', address(4)]
  }
  if (type !== DATA) return [address(10), address(4)]
  const way = octets.getUint8(at + 1) & 3
  const from = [10, 10, 16, 24][way] ?? 10
  const to = [4, 16, 4, 16][way] ?? 4
  return [address(from), address(to)]
}

function mac(octets: DataView, at: number): string {
  return Array.from({ length: MAC }, (_, i) =>
    octets
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0'),
  ).join(':')
}
