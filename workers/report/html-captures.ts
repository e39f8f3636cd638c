/** The captures as they were read: what each says of itself, and what could not be made of it. */
import { formatNumber } from '../figure/format'
import type { CaptureFacts } from '../model/capture'
import { linkTypeName as registeredLinkType } from '../model/link-type-names'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { placesSection } from './html-places'
import { sidecarTable } from './html-sidecars'
import { table, titledTable, type Row } from './html-table'
import { formatInstant, formatOctets, formatSpan } from './html-words'
import type { ReportWords } from './words'

/** As people call them; the others by their registered name. */
const LINKTYPES: Record<number, string> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  101: 'raw IP',
  113: 'Linux cooked v1',
  228: 'raw IPv4',
  229: 'raw IPv6',
  276: 'Linux cooked v2',
}

export function captureAppendix(
  { captures, others, sidecars, topology }: CaseResult,
  words: ReportWords,
): Markup {
  const { title, file, fate, others: otherFiles } = words.captures
  const rows = others.map(({ name, message }) => [name, words.said(message)])
  return html`<section id="captures" aria-labelledby="captures-title">
    <h2 id="captures-title">${title}</h2>
    ${captures.map(({ facts }) => capture(facts, words))} ${sidecarTable(sidecars, words)}
    ${placesSection(topology, words)}
    ${
      rows.length === 0
        ? ''
        : html`<h3>${otherFiles}</h3>
            ${table(words, [file, fate], rows)}`
    }
  </section>`
}

function capture(facts: CaptureFacts, words: ReportWords): Markup {
  const { captures: says } = words
  const { header } = facts
  const format = [header.container, says.endian(header.endian)]
  if (header.nanosecond) format.push(says.nanoseconds)
  const octets = (count: number) => formatOctets(count, words.octets)
  return html`<div class="capture">
    <h3>${facts.name}</h3>
    <dl>
      <dt>${says.size}</dt>
      <dd>${octets(facts.size)}${facts.size < 1000 ? '' : says.octets(facts.size)}</dd>
      <dt>SHA-256</dt>
      <dd class="mono">${facts.sha256 === '' ? says.notComputed : facts.sha256}</dd>
      <dt>${says.format}</dt>
      <dd>${words.list(format)}</dd>
      <dt>${says.linktypes}</dt>
      <dd>${words.list(header.linktypes.map(linktypeName))}</dd>
      <dt>${says.packets}</dt>
      <dd>${says.captured(facts.packets, octets(facts.caplenSum), octets(facts.origlenSum))}</dd>
      <dt>${says.recorded}</dt>
      <dd>${timeRange(facts, words)}</dd>
      <dt>${says.inPart}</dt>
      <dd>${says.frames(facts.truncatedFrames)}</dd>
      <dt>${says.stepsBack}</dt>
      <dd>${says.times(facts.timestampStepsBack)}</dd>
      <dt>${says.file}</dt>
      <dd>${facts.message === '' ? says.whole : words.said(facts.message)}</dd>
    </dl>
    ${interfaceTable(facts, words)} ${noticed(facts, words)}
  </div>`
}

function interfaceTable({ interfaces }: CaptureFacts, words: ReportWords): Markup {
  const { captures: says } = words
  const rows = interfaces.map((entry) => [
    entry.section === 0 ? entry.id : `${String(entry.section)}/${String(entry.id)}`,
    entry.name === '' ? says.notNamed : entry.name,
    linktypeName(entry.linktype),
    formatNumber(entry.snaplen),
    entry.dropped < 0 ? says.notTold : formatNumber(entry.dropped),
  ])
  return titledTable(words, says.interfaces, says.interfaceColumns, rows, { numeric: [0, 3, 4] })
}

/** Lists that are there only when there is something in them. */
function noticed(facts: CaptureFacts, words: ReportWords): Markup {
  const { captures: says, said } = words
  const frame = (number: number) => (number === 0 ? says.theFile : String(number))
  const list = (
    title: string,
    heads: readonly string[],
    rows: readonly Row[],
    numeric: readonly number[],
  ) => titledTable(words, title, heads, rows, { numeric })
  return html`${list(
    says.undecoded,
    says.undecodedColumns,
    facts.undecoded.map(({ reason, frames }) => [said(reason), formatNumber(frames)]),
    [1],
  )}
  ${list(
    says.capped,
    says.cappedColumns,
    facts.capped.map(({ what, count }) => [said(what), formatNumber(count)]),
    [1],
  )}
  ${list(
    says.weirds,
    says.weirdColumns,
    facts.weirds.map((weird) => [
      said(weird.name),
      formatNumber(weird.count),
      frame(weird.firstFrame),
    ]),
    [1, 2],
  )}
  ${list(says.details, says.detailColumns, detailsOf(facts, words), [])}
  ${list(
    says.blocks,
    says.blockColumns,
    (facts.blocks ?? []).map(({ name, count }) => [name, formatNumber(count)]),
    [1],
  )}
  ${list(
    says.comments,
    says.commentColumns,
    facts.comments.map((comment) => [frame(comment.frame), comment.text]),
    [0],
  )}`
}

function detailsOf({ details, interfaces }: CaptureFacts, words: ReportWords): Row[] {
  return [
    ...(details ?? []).map(({ what, value }) => [what, value]),
    ...interfaces.flatMap(({ section, id, name, details: own = [] }) =>
      own.map(({ what, value }) => [
        words.of(name === '' ? `${String(section)}.${String(id)}` : name, what),
        value,
      ]),
    ),
  ]
}

function linktypeName(linktype: number): string {
  const name = LINKTYPES[linktype] ?? registeredLinkType(linktype)
  return name === undefined ? String(linktype) : `${String(linktype)} (${name})`
}

function timeRange({ firstTsNs, lastTsNs }: CaptureFacts, { captures }: ReportWords): string {
  if (firstTsNs === '' || lastTsNs === '') return captures.noPackets
  const span = formatSpan(BigInt(lastTsNs) - BigInt(firstTsNs))
  return captures.range(formatInstant(firstTsNs), formatInstant(lastTsNs), span)
}
