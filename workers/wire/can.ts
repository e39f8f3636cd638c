/**
 * Frames of a Controller Area Network as SocketCAN hands them on, LINKTYPE_CAN_SOCKETCAN: named,
 * not followed. Error messages have a fixed length: Linux `include/uapi/linux/can/error.h`.
 *
 *   at 0  can.id   u32, flags in the three highest bits    at 4  can.len  u8    at 8  data
 */
import { NOTHING } from './ethertype'
import type { Octets } from './octets'
import type { Packet } from './packet'
import { LINK_TYPE, undecoded } from './undecoded'

const SOCKETCAN = 227
const ERROR_MESSAGE = 0x20000000
const ERROR_LENGTH = 8
const DATA_AT = 8

export function readCan(octets: Octets, into: Packet): number {
  into.undecoded = undecoded(LINK_TYPE, SOCKETCAN)
  const isError = (octets.u32(0) & ERROR_MESSAGE) !== 0
  if (isError && (octets.u8(4) !== ERROR_LENGTH || octets.reported < DATA_AT + ERROR_LENGTH)) {
    into.badLength = 'can.len'
  }
  return NOTHING
}
