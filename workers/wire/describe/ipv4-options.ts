/** IPv4 options. RFC 791 §3.1; router alert RFC 2113; IANA “IP Option Numbers”. */
import { DSR_OPTION_V4, isTraceCandidate } from '../cilium'
import { hex, ipv4, named, raw, u16, u8 } from './rows'
import type { Sheet } from './sheet'

const END = 0
const NOP = 1
const RECORD_ROUTE = 7
const LOOSE_ROUTE = 131
const STRICT_ROUTE = 137
const ROUTER_ALERT = 148

const NAMES: Readonly<Record<number, string>> = {
  [END]: 'End of options',
  [NOP]: 'No operation',
  [RECORD_ROUTE]: 'Record route',
  68: 'Timestamp',
  130: 'Security',
  [LOOSE_ROUTE]: 'Loose source route',
  134: 'Commercial security',
  136: 'Stream ID',
  [STRICT_ROUTE]: 'Strict source route',
  [ROUTER_ALERT]: 'Router alert',
  [DSR_OPTION_V4]: 'Cilium DSR service',
}

const type = named((value) => NAMES[value])

const DSR = [
  u16('ip.opt.dsr.port', 'Service port', 2),
  ipv4('ip.opt.dsr.addr', 'Service address', 4),
]

/** Options from offset `from` up to `end`; ends at the first that is broken. */
export function describeIpv4Options(sheet: Sheet, from: number, end: number): void {
  const { octets } = sheet
  for (let at = from; at < end;) {
    const kind = octets.u8(at)
    sheet.rows([u8('ip.opt.type', 'Option', 0, type)], at)
    if (kind === END) break
    if (kind === NOP) {
      at++
      continue
    }
    if (at + 1 >= end) break
    const length = octets.u8(at + 1)
    sheet.rows([u8('ip.opt.len', 'Option length', 1)], at)
    if (length < 2 || at + length > end) break
    describeData(sheet, kind, at, length)
    at += length
  }
  sheet.extent(end)
}

function describeData(sheet: Sheet, kind: number, at: number, length: number): void {
  if (kind === DSR_OPTION_V4 && length === 8) {
    sheet.rows(DSR, at)
    return
  }
  if (isTraceCandidate(kind, length)) {
    sheet.rows([raw('ip.opt.data', 'Data, may be a trace identifier', 2, length - 2)], at)
    return
  }
  if (kind === ROUTER_ALERT && length === 4) {
    sheet.rows([u16('ip.opt.ra', 'Router alert', 2, hex(4))], at)
  } else if (
    (kind === RECORD_ROUTE || kind === LOOSE_ROUTE || kind === STRICT_ROUTE) &&
    length > 2
  ) {
    sheet.rows([u8('ip.opt.ptr', 'Pointer', 2)], at)
    const name = kind === RECORD_ROUTE ? 'ip.rec_rt' : 'ip.src_rt'
    for (let hop = 3; hop + 4 <= length; hop += 4) sheet.rows([ipv4(name, 'Hop', hop)], at)
  }
}
