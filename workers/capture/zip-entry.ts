/**
 * One entry of a ZIP archive, as its directory or its local header tells. APPNOTE 6.3.10 §4.3.7
 * (local header), §4.3.12 (directory header), §4.5.3 (zip64 field).
 *
 *                    local  directory                        local  directory
 *   flags      u16     6       8        packed length   u32    18      20
 *   method     u16     8      10        unpacked length u32    22      24
 *                                       name length     u16    26      28
 *                                       extra length    u16    28      30
 *                                       header offset   u32     –      42
 */

export const ZIP = {
  local: 0x04034b50,
  directory: 0x02014b50,
  end: 0x06054b50,
  end64Locator: 0x07064b50,
  end64: 0x06064b50,
} as const

export interface ZipEntry {
  name: string
  encrypted: boolean
  /** The lengths stand behind the data, in a local header they may be 0. */
  lengthBehind: boolean
  method: number
  packedOctets: number
  /** Offset of the local header. */
  at: number
}

const WIDE = 0xffffffff
const ZIP64_FIELD = 1

/** `octets`: the header with name and extra fields, all of them there. `fixed`: 46 or 30, its kind. */
export function readEntry(octets: Uint8Array, fixed: 46 | 30): ZipEntry {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  const local = fixed === 30
  const base = local ? 0 : 2
  const flags = view.getUint16(base + 6, true)
  const nameEnd = Math.min(fixed + view.getUint16(base + 26, true), octets.length)
  const extraEnd = Math.min(nameEnd + view.getUint16(base + 28, true), octets.length)
  const packed = view.getUint32(base + 18, true)
  const unpacked = view.getUint32(base + 22, true)
  const at = local ? 0 : view.getUint32(42, true)
  const wide = readZip64(view, nameEnd, extraEnd, [unpacked === WIDE, packed === WIDE, at === WIDE])
  return {
    name: readName(octets.subarray(fixed, nameEnd)),
    encrypted: (flags & 0x2041) !== 0,
    lengthBehind: (flags & 8) !== 0,
    method: view.getUint16(base + 8, true),
    packedOctets: wide[1] ?? packed,
    at: wide[2] ?? at,
  }
}

/** The values that did not fit, in their order; undefined where one did, or is not there. */
function readZip64(
  view: DataView,
  from: number,
  end: number,
  wanted: readonly boolean[],
): (number | undefined)[] {
  for (let at = from; end - at >= 4;) {
    const length = view.getUint16(at + 2, true)
    const fieldEnd = Math.min(at + 4 + length, end)
    if (view.getUint16(at, true) === ZIP64_FIELD) {
      let cursor = at + 4
      return wanted.map((is) => {
        if (!is || fieldEnd - cursor < 8) return undefined
        cursor += 8
        return Number(view.getBigUint64(cursor - 8, true))
      })
    }
    at += 4 + length
  }
  return []
}

/** UTF-8 in most archives, flagged or not; else what Windows wrote. */
function readName(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return new TextDecoder('windows-1252').decode(octets)
  }
}
