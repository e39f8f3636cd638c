/**
 * Fields of SMB behind NetBIOS: RFC 1002 §4.3.1; version 1 MS-CIFS §2.2.3.1, later ones MS-SMB2 §2.2.1.
 * A message is told where it begins.
 */
import { isSmb } from '../../protocol/smb'
import type { Octets } from '../../wire/octets'
import { attempt, wideAt, windowAt, type Tell } from './found'

const NBSS_HEADER = 4
const MESSAGE = 0
const SMB2 = 0xfe534d42
const SMB2_HEADER = 64
const SMB_HEADER = 32
/** Messages that are looked at in one frame. */
const MOST = 64

const RESPONSE = 0x80
const WIDE = 0x8000
const STATUS_IS_NT = 0x4000
const TREE_CONNECT = 0x75
const CREATE = 0xa2
const OPEN = 0x2d
/** Their name stands behind the octet 4: open, create, delete, query and set information, make new. */
const NAMED: readonly number[] = [0x02, 0x03, 0x06, 0x08, 0x09, 0x0f]
const NAME = 4
/** They say which command follows in the same message. */
const CHAINED: readonly number[] = [0x24, OPEN, 0x2e, 0x2f, 0x73, 0x74, TREE_CONNECT, CREATE]

/** Messages one behind the other. @throws Fault where one ends too early. */
export function tellNbss(octets: Octets, tell: Tell): void {
  let at = 0
  for (let left = MOST; left > 0 && at + NBSS_HEADER < octets.captured; left--) {
    const type = octets.u8(at)
    if (type !== MESSAGE && (type < 0x81 || type > 0x85)) return
    const length = octets.u24(at + 1)
    tell('nbss.type', type)
    tell('nbss.length', length)
    if (type === MESSAGE)
      attempt(() => {
        tellSmb(windowAt(octets, at + NBSS_HEADER, length), tell)
      })
    at += NBSS_HEADER + length
  }
}

/** @throws Fault */
export function tellSmb(octets: Octets, tell: Tell): void {
  if (octets.captured < 4) return
  const id = octets.u32(0)
  if (id === SMB2) tellSmb2(octets, tell)
  else if (isSmb(id)) tellSmb1(octets, tell)
}

function tellSmb1(octets: Octets, tell: Tell): void {
  const command = octets.u8(4)
  const flags = octets.u8(9)
  const flags2 = octets.u16le(10)
  tell('smb.cmd', command)
  if ((flags2 & STATUS_IS_NT) !== 0) tell('smb.nt_status', octets.u32le(5))
  else {
    tell('smb.error_class', octets.u8(5))
    tell('smb.error_code', octets.u16le(7))
  }
  tell('smb.flags', flags)
  tell('smb.flags.response', flags >>> 7)
  tell('smb.flags2', flags2)
  tell('smb.tid', octets.u16le(24))
  tell('smb.pid', octets.u16le(26))
  tell('smb.uid', octets.u16le(28))
  tell('smb.mid', octets.u16le(30))
  const words = octets.u8(SMB_HEADER)
  tell('smb.wct', words)
  if (words > 0 && CHAINED.includes(command)) tell('smb.cmd', octets.u8(SMB_HEADER + 1))
  if ((flags & RESPONSE) !== 0) return
  const data = SMB_HEADER + 3 + 2 * words
  const wide = (flags2 & WIDE) !== 0
  if (command === CREATE && words === 24) {
    const length = octets.u16le(SMB_HEADER + 6)
    tell('smb.file', wideAt(octets, even(data, wide), length, wide))
  } else if (command === OPEN || (NAMED.includes(command) && octets.u8(data) === NAME)) {
    const from = even(command === OPEN ? data : data + 1, wide)
    tell('smb.file', wideAt(octets, from, octets.captured - from, wide))
  } else if (command === TREE_CONNECT && words === 4) {
    const from = even(data + octets.u16le(SMB_HEADER + 7), wide)
    tell('smb.path', wideAt(octets, from, octets.captured - from, wide))
  }
}

/** MS-CIFS §2.2.1.1.1. */
const even = (at: number, wide: boolean) => (wide ? at + (at % 2) : at)

/** With those that are compounded with it. */
function tellSmb2(octets: Octets, tell: Tell): void {
  for (let at = 0, left = MOST; left > 0; left--) {
    const message = windowAt(octets, at)
    const next = message.u32le(20)
    tellMessage(message, tell)
    if (next < SMB2_HEADER) return
    at += next
  }
}

function tellMessage(octets: Octets, tell: Tell): void {
  const command = octets.u16le(12)
  const flags = octets.u32le(16)
  const response = (flags & 1) !== 0
  tell('smb2.credit.charge', octets.u16le(6))
  if (response) tell('smb2.nt_status', octets.u32le(8))
  tell('smb2.cmd', command)
  tell('smb2.flags', flags)
  tell('smb2.flags.response', flags & 1)
  tell('smb2.chain_offset', octets.u32le(20))
  tell('smb2.msg_id', u64le(octets, 24))
  // An asynchronous message has its number in their place
  if ((flags & 2) === 0) {
    tell('smb2.pid', octets.u32le(32))
    tell('smb2.tid', octets.u32le(36))
  }
  tell('smb2.sesid', u64le(octets, 40))
  if (response) tellResponse(octets, command, tell)
  else tellRequest(octets, command, tell)
}

/** §2.2.3, §2.2.9, §2.2.13. */
function tellRequest(octets: Octets, command: number, tell: Tell): void {
  const body = SMB2_HEADER
  if (command === 0) {
    const count = octets.u16le(body + 2)
    for (let i = 0; i < count; i++) tell('smb2.dialect', octets.u16le(body + 36 + 2 * i))
  } else if (command === 3) {
    tell('smb2.tree', wideAt(octets, octets.u16le(body + 4), octets.u16le(body + 6), true))
  } else if (command === 5) {
    tell('smb2.filename', wideAt(octets, octets.u16le(body + 44), octets.u16le(body + 46), true))
  }
}

/** §2.2.4. */
function tellResponse(octets: Octets, command: number, tell: Tell): void {
  if (command === 0 && octets.u32le(8) === 0) tell('smb2.dialect', octets.u16le(SMB2_HEADER + 4))
}

/** Beyond 2^53 it is rounded. */
function u64le(octets: Octets, at: number): number {
  return octets.u32le(at + 4) * 2 ** 32 + octets.u32le(at)
}
