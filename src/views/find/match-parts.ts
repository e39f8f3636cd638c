/** A match within the octets around it, as it is written in a line. */
import type { MatchRow } from '../../../workers/model/match-row'

export interface MatchParts {
  before: string
  match: string
  after: string
}

/** Octets of hex before a match. */
const HEX_BEFORE = 5
/** Characters that are written as they are; direction and everything without a shape is not. */
const SHAPELESS = /[^\p{L}\p{N}\p{P}\p{S} ]|\ufffd/gu
const DOT = '·'

export function partsOf({ before, match, after, encoding }: MatchRow, hex: boolean): MatchParts {
  if (hex) {
    const octets = before.subarray(Math.max(0, before.length - HEX_BEFORE))
    return { before: `${inHex(octets)} `, match: inHex(match), after: ` ${inHex(after)}` }
  }
  const read = (octets: Uint8Array) => characters(octets, encoding)
  return { before: read(before), match: read(match), after: read(after) }
}

const inHex = (octets: Uint8Array) =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ')

function characters(octets: Uint8Array, encoding: MatchRow['encoding']): string {
  if (encoding !== 'octets') {
    return new TextDecoder(encoding).decode(octets).replace(SHAPELESS, DOT)
  }
  return Array.from(octets, (octet) =>
    octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : DOT,
  ).join('')
}
