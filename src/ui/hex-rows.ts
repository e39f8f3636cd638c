/** Octets as the rows of a hex dump. */

export const ROW = 16

export interface HexRow {
  at: number
  /** `0010` */
  offset: string
  hex: string[]
  /** Printable ASCII; a dot for all else. */
  characters: string[]
}

export function rowsOf(octets: Uint8Array, end: number): HexRow[] {
  const rows: HexRow[] = []
  for (let at = 0; at < end; at += ROW) {
    const row = [...octets.subarray(at, Math.min(at + ROW, end))]
    rows.push({
      at,
      offset: at.toString(16).padStart(4, '0'),
      hex: row.map((octet) => octet.toString(16).padStart(2, '0')),
      characters: row.map((octet) =>
        octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·',
      ),
    })
  }
  return rows
}
