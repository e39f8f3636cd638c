/**
 * Data of resource records: what each type holds, so that a record that ends before its fields is
 * told, and the text of those that answer questions. IANA's "DNS parameters" lists the RFCs.
 */
import { formatAddress, formatIpv4 } from '../model/address'
import type { Octets } from '../wire/octets'
import { type NameMemory, readName } from './dns-name'

/** A count of octets, a name, a character-string, strings to the end, type bitmaps, options. */
type Field = number | 'name' | 'string' | 'strings' | 'bitmaps' | 'options'

const TYPE = { a: 1, cname: 5, soa: 6, ptr: 12, mx: 15, txt: 16, aaaa: 28, srv: 33 } as const
const ONE_NAME: readonly Field[] = ['name']
const PREFERENCE: readonly Field[] = [2, 'name']

const FIELDS = new Map<number, readonly Field[]>([
  [TYPE.a, [4]],
  [2, ONE_NAME],
  [3, ONE_NAME],
  [4, ONE_NAME],
  [TYPE.cname, ONE_NAME],
  [TYPE.soa, ['name', 'name', 20]],
  [7, ONE_NAME],
  [8, ONE_NAME],
  [9, ONE_NAME],
  [11, [5]], // WKS
  [TYPE.ptr, ONE_NAME],
  [13, ['string', 'string']], // HINFO
  [14, ['name', 'name']], // MINFO
  [TYPE.mx, PREFERENCE],
  [TYPE.txt, ['strings']],
  [17, ['name', 'name']], // RP
  [18, PREFERENCE], // AFSDB
  [21, PREFERENCE], // RT
  [24, [18, 'name']], // SIG
  [25, [4]], // KEY
  [26, [2, 'name', 'name']], // PX
  [TYPE.aaaa, [16]],
  [29, [16]], // LOC
  [TYPE.srv, [6, 'name']],
  [35, [4, 'string', 'string', 'string', 'name']], // NAPTR
  [36, PREFERENCE], // KX
  [37, [5]], // CERT
  [39, ONE_NAME], // DNAME
  [41, ['options']], // OPT
  [43, [4]], // DS
  [44, [2]], // SSHFP
  [45, [3]], // IPSECKEY
  [46, [18, 'name']], // RRSIG
  [47, ['name', 'bitmaps']], // NSEC
  [48, [4]], // DNSKEY
  [50, [4, 'string', 'string', 'bitmaps']], // NSEC3
  [51, [4, 'string']], // NSEC3PARAM
  [52, [3]], // TLSA
  [55, [4]], // HIP
  [59, [4]], // CDS
  [60, [4]], // CDNSKEY
  [62, [6, 'bitmaps']], // CSYNC
  [63, [6]], // ZONEMD
  [64, [2, 'name', 'options']], // SVCB
  [65, [2, 'name', 'options']], // HTTPS
  [99, ['strings']], // SPF
  [104, [10]], // NID
  [105, [6]], // L32
  [106, [10]], // L64
  [107, PREFERENCE], // LP
  [108, [6]], // EUI48
  [109, [8]], // EUI64
  [249, ['name', 16]], // TKEY
  [250, ['name', 16]], // TSIG
  [257, [1, 'string']], // CAA
  [32_769, [4]], // DLV
])

/**
 * Checks that the fields of the record's data, `length` octets at `at`, end before the message.
 * @throws Fault when they do not.
 */
export function checkData(octets: Octets, type: number, at: number, length: number): void {
  octets.need(at + length)
  if (length === 0) return
  const end = at + length
  let next = at
  for (const field of FIELDS.get(type) ?? []) {
    if (typeof field === 'number') next += field
    else if (field === 'name') next = readName(octets, next).end
    else if (field === 'string') next += 1 + octets.u8(next)
    else next = repeated(octets, field, next, end)
    octets.need(next)
  }
}

/** Passes fields that fill the data to `end`. Each step goes forward. */
function repeated(octets: Octets, field: Field, at: number, end: number): number {
  let next = at
  while (next < end) {
    if (field === 'strings') next += 1 + octets.u8(next)
    else if (field === 'bitmaps') next += 2 + octets.u8(next + 1)
    else next += 4 + octets.u16(next + 2)
    octets.need(next)
  }
  return next
}

/** Data of an answer in words, as zone files have it (RFC 1035 §5), at most some 300 characters. */
export function dataText(
  octets: Octets,
  type: number,
  at: number,
  length: number,
  names: NameMemory | null = null,
): string {
  if (type === TYPE.a && length === 4) return formatIpv4(octets.u32(at))
  if (type === TYPE.aaaa && length === 16) {
    return formatAddress(
      octets.u32(at),
      octets.u32(at + 4),
      octets.u32(at + 8),
      octets.u32(at + 12),
    )
  }
  const fields = FIELDS.get(type)
  if (length === 0 || fields === undefined) return unread(type, length)
  if (fields[0] === 'name') return readName(octets, at, names).text
  if (type === TYPE.srv) {
    const [priority, weight, port] = [octets.u16(at), octets.u16(at + 2), octets.u16(at + 4)]
    return `${String(priority)} ${String(weight)} ${String(port)} ${readName(octets, at + 6, names).text}`
  }
  if (fields[0] === 2 && fields[1] === 'name') {
    return `${String(octets.u16(at))} ${readName(octets, at + 2, names).text}`
  }
  if (fields[0] === 'strings') return firstString(octets, at)
  return unread(type, length)
}

function firstString(octets: Octets, at: number): string {
  const length = octets.u8(at)
  octets.need(at + 1 + length)
  const { view, base } = octets
  const bytes = new Uint8Array(view.buffer, view.byteOffset + base + at + 1, length)
  return `"${UTF8.decode(bytes)}"`
}

function unread(type: number, length: number): string {
  return `type ${String(type)}, ${String(length)} octets`
}

const UTF8 = new TextDecoder()
