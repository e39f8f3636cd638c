/** Fields of one DHCP message. RFC 2131 §2; options RFC 2132, in the order of the message. */
import type { Octets } from '../../wire/octets'
import { octetsAt, textAt, type Tell } from './found'

const COOKIE_AT = 236
const OPTIONS_AT = 240
const ETHERNET = 1
const PAD = 0
const END = 255

/** Options by code, and how their octets are to be read. */
const TEXTS: Readonly<Record<number, string>> = {
  12: 'hostname',
  15: 'domain_name',
  60: 'vendor_class_id',
}
const ADDRESSES: Readonly<Record<number, string>> = {
  1: 'subnet_mask',
  3: 'router',
  6: 'domain_name_server',
  50: 'requested_ip_address',
  54: 'dhcp_server_id',
}
const LEASE = 51
const KIND = 53
const WANTED = 55
const LARGEST = 57
const CLIENT = 61

/** @throws Fault where the message ends too early. */
export function tellDhcp(octets: Octets, tell: Tell): void {
  tell('dhcp.type', octets.u8(0))
  const hardware = octets.u8(1)
  const length = octets.u8(2)
  tell('dhcp.hw.type', hardware)
  tell('dhcp.hw.len', length)
  tell('dhcp.hops', octets.u8(3))
  tell('dhcp.id', octets.u32(4))
  tell('dhcp.secs', octets.u16(8))
  const flags = octets.u16(10)
  tell('dhcp.flags', flags)
  tell('dhcp.flags.bc', flags >>> 15)
  for (const [index, name] of ['client', 'your', 'server', 'relay'].entries()) {
    tell(`dhcp.ip.${name}`, octets.u32(12 + 4 * index))
  }
  if (hardware === ETHERNET && length === 6) tell('dhcp.hw.mac_addr', octetsAt(octets, 28, 6))
  tell('dhcp.cookie', octets.u32(COOKIE_AT))
  for (let at = OPTIONS_AT; at < octets.reported;) at = tellOption(octets, at, tell)
}

/** Returns where the next one begins. */
function tellOption(octets: Octets, at: number, tell: Tell): number {
  const code = octets.u8(at)
  if (code === PAD) return at + 1
  // As Wireshark 4.0 has it
  tell('dhcp.option.type', code === END ? 0 : code)
  if (code === END) return octets.reported
  const length = octets.u8(at + 1)
  tell('dhcp.option.length', length)
  const from = at + 2
  octets.need(from + length)
  const text = TEXTS[code]
  const address = ADDRESSES[code]
  if (text !== undefined) tell(`dhcp.option.${text}`, textAt(octets, from, length))
  else if (address !== undefined) {
    for (let i = 0; i + 4 <= length; i += 4) tell(`dhcp.option.${address}`, octets.u32(from + i))
  } else if (code === LEASE && length === 4) {
    tell('dhcp.option.ip_address_lease_time', octets.u32(from))
  } else if (code === KIND && length === 1) tell('dhcp.option.dhcp', octets.u8(from))
  else if (code === LARGEST && length === 2) {
    tell('dhcp.option.dhcp_max_message_size', octets.u16(from))
  } else if (code === CLIENT && length === 7) tellClient(octets, from, tell)
  else if (code === WANTED) {
    for (let i = 0; i < length; i++) tell('dhcp.option.request_list_item', octets.u8(from + i))
  }
  return from + length
}

/** RFC 2132 §9.14: a hardware type and an address of it. */
function tellClient(octets: Octets, at: number, tell: Tell): void {
  const hardware = octets.u8(at)
  if (hardware === 0) return
  tell('dhcp.hw.type', hardware)
  if (hardware === ETHERNET) tell('dhcp.hw.mac_addr', octetsAt(octets, at + 1, 6))
}
