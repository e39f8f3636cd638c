/** ZIP and tar archives written octet by octet. APPNOTE 6.3.10 §4.3; POSIX.1-2017 `pax`. */
import { deflateRawSync } from 'node:zlib'
import { ascii, frame, join, u16, u32, u64, u8, type Octets } from './capture-bytes'

export interface ZipFile {
  name: string
  octets: Uint8Array
  method?: number
  /** Lengths behind the data, as a program writes that cannot go back. */
  descriptor?: boolean
  encrypted?: boolean
  /** Lengths and offset in the zip64 field. */
  wide?: boolean
}

const WIDE = 0xffffffff

/** `ending` false: cut off before the directory. */
export function zip(files: readonly ZipFile[], { ending = true } = {}): Octets {
  const parts: Octets[] = []
  const directory: Octets[] = []
  let at = 0
  for (const file of files) {
    const { method = 0, descriptor = false, encrypted = false, wide = false } = file
    const name = ascii(file.name)
    const data = method === 8 ? new Uint8Array(deflateRawSync(file.octets)) : file.octets.slice()
    const flags = (descriptor ? 8 : 0) | (encrypted ? 1 : 0)
    const lengths = [data.length, file.octets.length] as const
    const told = descriptor ? [0, 0] : wide ? [WIDE, WIDE] : lengths
    const field = (...values: number[]) =>
      wide ? join(u16(true, 1, 8 * values.length), u64(true, ...values.map(BigInt))) : u8()
    const extra = descriptor ? u8() : field(file.octets.length, data.length)
    const head = (shared: readonly number[]) =>
      join(u16(true, flags, method, 0, 0), u32(true, 0, ...shared))
    const local = join(u32(true, 0x04034b50), u16(true, 20), head(told))
    const behind = descriptor ? join(u32(true, 0x08074b50, 0, ...lengths)) : u8()
    const whole = join(local, u16(true, name.length, extra.length), name, extra, data, behind)
    const central = field(file.octets.length, data.length, at)
    directory.push(
      join(
        ...[u32(true, 0x02014b50), u16(true, 20, 20), head(wide ? [WIDE, WIDE] : lengths)],
        ...[u16(true, name.length, central.length, 0, 0, 0), u32(true, 0, wide ? WIDE : at)],
        ...[name, central],
      ),
    )
    parts.push(whole)
    at += whole.length
  }
  if (!ending) return join(...parts)
  const listed = join(...directory)
  const count = files.length
  const wide = files.some((file) => file.wide === true)
  const record = join(
    ...[u32(true, 0x06064b50), u64(true, 44n), u16(true, 45, 45), u32(true, 0, 0)],
    ...[u64(true, BigInt(count), BigInt(count), BigInt(listed.length), BigInt(at))],
    ...[u32(true, 0x07064b50, 0), u64(true, BigInt(at + listed.length)), u32(true, 1)],
  )
  const end = join(
    u32(true, 0x06054b50),
    wide ? u16(true, 0, 0, 0xffff, 0xffff) : u16(true, 0, 0, count, count),
    wide ? u32(true, WIDE, WIDE) : u32(true, listed.length, at),
    u16(true, 0),
  )
  return join(...parts, listed, wide ? record : u8(), end)
}

export interface TarFile {
  name: string
  octets?: Uint8Array
  type?: string
  link?: string
  prefix?: string
  /** As written, in place of the octal length. */
  size?: Uint8Array
  /** Written before the name, as by Unix version 7: no magic. */
  old?: boolean
}

export function tarEntry(file: TarFile): Octets {
  const { name, octets = u8(), type = '0', link = '', prefix = '', old = false } = file
  const header = frame(512, 0)
  const put = (at: number, value: Uint8Array) => {
    header.set(value, at)
  }
  put(0, ascii(name))
  put(100, ascii('0000644\0'))
  put(124, file.size ?? ascii(`${octets.length.toString(8).padStart(11, '0')} `))
  put(148, ascii('        '))
  put(156, ascii(type))
  put(157, ascii(link))
  if (!old) put(257, ascii('ustar\0' + '00'))
  put(345, ascii(prefix))
  const sum = header.reduce((total, octet) => total + octet, 0)
  put(148, ascii(`${sum.toString(8).padStart(6, '0')}\0 `))
  return join(header, octets, frame(-octets.length & 511, 0))
}

export function tar(...files: readonly TarFile[]): Octets {
  return join(...files.map(tarEntry), frame(1024, 0))
}

/** Its own length counts. */
export function paxRecord(keyword: string, value: string): string {
  const rest = ` ${keyword}=${value}\n`
  const size = (length: number) => String(length).length + new TextEncoder().encode(rest).length
  return `${size(size(99))}${rest}`
}
