/** The facts of a capture as rows of name and value. */
import type { CaptureFacts } from '../../../workers/model/capture'
import { linkTypeName as registeredLinkType } from '../../../workers/model/link-type-names'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount, formatMoment, formatOctets, formatSpan } from '../../text/format'

export interface FactRow {
  name: string
  value: string
}

export function factRows(facts: CaptureFacts): FactRow[] {
  const { captures } = text
  const { container, endian, nanosecond, linktypes } = facts.header
  const rows = [
    { name: captures.size, value: octets(facts.size) },
    { name: captures.format, value: captures.container(container, endian, nanosecond) },
    { name: captures.linktypes, value: linktypes.map(linkTypeName).join(', ') || '–' },
    { name: captures.packets, value: formatCount(facts.packets) },
  ]
  if (facts.within !== undefined) {
    rows.unshift({ name: captures.within, value: visibleText(facts.within.file) })
  }
  if (facts.firstTsNs !== '') {
    const span = Number(BigInt(facts.lastTsNs) - BigInt(facts.firstTsNs))
    rows.push({ name: captures.first, value: formatMoment(facts.firstTsNs) })
    rows.push({ name: captures.last, value: formatMoment(facts.lastTsNs) })
    rows.push({ name: captures.span, value: formatSpan(Math.max(0, span)) })
  }
  rows.push({ name: captures.captured, value: octets(facts.caplenSum) })
  rows.push({ name: captures.original, value: octets(facts.origlenSum) })
  rows.push({ name: captures.truncated, value: text.captures.frameCount(facts.truncatedFrames) })
  rows.push({ name: captures.stepsBack, value: formatCount(facts.timestampStepsBack) })
  return rows
}

/** An earlier capture whose file has the same octets, by its name; empty: none. Bundles are one file anyway. */
export function twinOf(captures: readonly { facts: CaptureFacts }[], index: number): string {
  const own = captures[index]?.facts
  if (own === undefined || own.sha256 === '' || own.within !== undefined) return ''
  const twin = captures
    .slice(0, index)
    .find(({ facts }) => facts.sha256 === own.sha256 && facts.within === undefined)
  return twin?.facts.name ?? ''
}

/** As people call them; the others by their registered name. */
const LINK_TYPES: Readonly<Record<number, string>> = {
  1: 'Ethernet',
  12: 'raw IP',
  101: 'raw IP',
  113: 'Linux cooked (SLL)',
  228: 'IPv4',
  229: 'IPv6',
  276: 'Linux cooked v2 (SLL2)',
}

/** Numbers that are not registered stand alone. */
export function linkTypeName(linktype: number): string {
  const name = LINK_TYPES[linktype] ?? registeredLinkType(linktype)
  return name === undefined ? String(linktype) : `${name} (${linktype})`
}

/** `if_tsresol`, pcapng §4.2: a negative power of ten, or of two when bit 7 is set. */
export function formatResolution(tsresol: number): string {
  const power = tsresol & 0x7f
  return (tsresol & 0x80) !== 0 ? `2⁻${superscript(power)} s` : `10⁻${superscript(power)} s`
}

function superscript(value: number): string {
  return String(value).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))
}

function octets(value: number): string {
  return value < 1000 ? formatOctets(value) : `${formatOctets(value)} (${formatCount(value)})`
}
