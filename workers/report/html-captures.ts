/** The captures as they were read: what each says of itself, and what could not be made of it. */
import { countOf, formatNumber } from '../figure/format'
import type { CaptureFacts } from '../model/capture'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { placesSection } from './html-places'
import { sidecarTable } from './html-sidecars'
import { table, titledTable } from './html-table'
import { formatInstant, formatOctets, formatSpan } from './html-words'

/** Names of the commonest link types, https://www.tcpdump.org/linktypes.html. */
const LINKTYPES: Record<number, string> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  101: 'raw IP',
  113: 'Linux cooked v1',
  228: 'raw IPv4',
  229: 'raw IPv6',
  276: 'Linux cooked v2',
}

export function captureAppendix({ captures, others, sidecars, topology }: CaseResult): Markup {
  return html`<section id="captures" aria-labelledby="captures-title">
    <h2 id="captures-title">Captures</h2>
    ${captures.map(({ facts }) => capture(facts))} ${sidecarTable(sidecars)}
    ${placesSection(topology)}
    ${
      others.length === 0
        ? ''
        : html`<h3>Other files</h3>
            ${table(
              [{ head: 'file' }, { head: 'what became of it' }],
              others.map(({ name, message }) => [name, message]),
            )}`
    }
  </section>`
}

function capture(facts: CaptureFacts): Markup {
  const { header } = facts
  const format = [header.container, `${header.endian}-endian`]
  if (header.nanosecond) format.push('nanoseconds')
  return html`<div class="capture">
    <h3>${facts.name}</h3>
    <dl>
      <dt>size</dt>
      <dd>
        ${formatOctets(facts.size)}${facts.size < 1000 ? '' : ` (${formatNumber(facts.size)} octets)`}
      </dd>
      <dt>SHA-256</dt>
      <dd class="mono">${facts.sha256 === '' ? 'not computed' : facts.sha256}</dd>
      <dt>format</dt>
      <dd>${format.join(', ')}</dd>
      <dt>link types</dt>
      <dd>${header.linktypes.map(linktypeName).join(', ')}</dd>
      <dt>packets</dt>
      <dd>
        ${formatNumber(facts.packets)}, ${formatOctets(facts.caplenSum)} captured of
        ${formatOctets(facts.origlenSum)} on the wire
      </dd>
      <dt>recorded</dt>
      <dd>${timeRange(facts)}</dd>
      <dt>recorded in part</dt>
      <dd>${countOf(facts.truncatedFrames, 'frame')}</dd>
      <dt>clock went back</dt>
      <dd>${countOf(facts.timestampStepsBack, 'time')}</dd>
      <dt>file</dt>
      <dd>${facts.message === '' ? 'nothing is wrong with it' : facts.message}</dd>
    </dl>
    ${titledTable(
      'Interfaces',
      [
        { head: 'id', numeric: true },
        { head: 'name' },
        { head: 'link type' },
        { head: 'snap length', numeric: true },
        { head: 'dropped by it', numeric: true },
      ],
      facts.interfaces.map((entry) => [
        entry.section === 0 ? entry.id : `${String(entry.section)}/${String(entry.id)}`,
        entry.name === '' ? 'not named' : entry.name,
        linktypeName(entry.linktype),
        formatNumber(entry.snaplen),
        entry.dropped < 0 ? 'not told' : formatNumber(entry.dropped),
      ]),
    )}
    ${titledTable(
      'Not decoded',
      [{ head: 'reason' }, { head: 'frames', numeric: true }],
      facts.undecoded.map((entry) => [entry.reason, formatNumber(entry.frames)]),
    )}
    ${titledTable(
      'Bounds reached',
      [{ head: 'what was given up' }, { head: 'times', numeric: true }],
      facts.capped.map((entry) => [entry.what, formatNumber(entry.count)]),
    )}
    ${titledTable(
      'Weird traffic',
      [{ head: 'what' }, { head: 'times', numeric: true }, { head: 'first frame', numeric: true }],
      facts.weirds.map((weird) => [
        weird.name,
        formatNumber(weird.count),
        weird.firstFrame === 0 ? 'the file' : String(weird.firstFrame),
      ]),
    )}
    ${titledTable(
      'What the file says of its making',
      [{ head: 'what' }, { head: 'value' }],
      [
        ...(facts.details ?? []).map(({ what, value }) => [what, value]),
        ...facts.interfaces.flatMap(({ section, id, name, details = [] }) =>
          details.map(({ what, value }) => [
            `${name === '' ? `${String(section)}.${String(id)}` : name}: ${what}`,
            value,
          ]),
        ),
      ],
    )}
    ${titledTable(
      'Other blocks in the file',
      [{ head: 'kind' }, { head: 'blocks', numeric: true }],
      (facts.blocks ?? []).map((entry) => [entry.name, formatNumber(entry.count)]),
    )}
    ${titledTable(
      'Comments in the file',
      [{ head: 'frame', numeric: true }, { head: 'text' }],
      facts.comments.map((comment) => [
        comment.frame === 0 ? 'the file' : String(comment.frame),
        comment.text,
      ]),
    )}
  </div>`
}

function linktypeName(linktype: number): string {
  const name = LINKTYPES[linktype]
  return name === undefined ? String(linktype) : `${String(linktype)} (${name})`
}

function timeRange({ firstTsNs, lastTsNs }: CaptureFacts): string {
  if (firstTsNs === '' || lastTsNs === '') return 'no packets'
  const span = formatSpan(BigInt(lastTsNs) - BigInt(firstTsNs))
  return `${formatInstant(firstTsNs)} to ${formatInstant(lastTsNs)} (${span})`
}
