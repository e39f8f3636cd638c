/** Columns of the lists of names, TLS servers and certificates. */
import { formatEndpoint } from '../../../workers/model/address'
import { dnsType } from '../../../workers/model/dns-names'
import type { CertificateRow, DnsName, TlsServer } from '../../../workers/model/objects'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount, formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'

const WIDTH = '104px'
const NUMBER = '98px'

function count<Row>(id: string, title: string, of: (row: Row) => number): Column<Row> {
  return { id, title, width: NUMBER, num: true, text: (row) => formatCount(of(row)), value: of }
}

function span<Row>(id: string, title: string, of: (row: Row) => number): Column<Row> {
  return {
    ...{ id, title, width: '80px', num: true, unit: 'ns' },
    text: (row) => (of(row) < 0 ? '–' : formatSpan(of(row))),
    value: (row) => (of(row) < 0 ? null : of(row)),
  }
}

/** The first of a list, and how many more there are. */
const some = (list: readonly string[]) =>
  list.length === 0
    ? '–'
    : visibleText(list[0] ?? '') + (list.length > 1 ? ` ${text.objects.more(list.length - 1)}` : '')

export function dnsColumns(): Column<DnsName>[] {
  const { columns } = text.objects
  return [
    {
      ...{ id: 'name', title: columns.name, mono: true },
      text: ({ name }) => visibleText(name) || '.',
    },
    {
      ...{ id: 'type', title: columns.type, width: '64px' },
      text: ({ type }) => dnsType(type),
    },
    { id: 'answers', title: columns.answers, mono: true, text: ({ answers }) => some(answers) },
    count('asked', columns.asked, ({ asked }) => asked),
    count('failed', columns.failed, ({ failed }) => failed),
    count('unanswered', columns.unanswered, ({ unanswered }) => unanswered),
    count('clients', columns.clients, ({ clients }) => clients),
    span('median', columns.median, ({ median }) => median),
    span('max', columns.max, ({ max }) => max),
  ]
}

export function tlsColumns(): Column<TlsServer>[] {
  const { columns } = text.objects
  return [
    {
      ...{ id: 'name', title: columns.name, mono: true },
      text: ({ sni }) => visibleText(sni) || text.objects.noName,
    },
    {
      ...{ id: 'server', title: columns.server, mono: true },
      text: ({ address, port }) => formatEndpoint(visibleText(address), port),
    },
    {
      ...{ id: 'version', title: columns.version, width: '118px' },
      text: ({ by, versions }) =>
        by === 'quic' ? text.objects.overQuic(some(versions)) : some(versions),
    },
    { id: 'alpn', title: columns.alpn, width: '90px', mono: true, text: ({ alpn }) => some(alpn) },
    count('handshakes', columns.handshakes, ({ handshakes }) => handshakes),
    count('unanswered', columns.unanswered, ({ unanswered }) => unanswered),
    count('clients', columns.clients, ({ clients }) => clients),
    { id: 'alerts', title: columns.alerts, width: '130px', text: ({ alerts }) => some(alerts) },
  ]
}

const day = (moment: string) => moment.slice(0, 10)

export function certificateColumns(): Column<CertificateRow>[] {
  const { columns } = text.objects
  return [
    {
      ...{ id: 'subject', title: columns.subject, mono: true },
      text: ({ subject, names }) => visibleText(subject) || some(names),
    },
    { id: 'issuer', title: columns.issuer, mono: true, text: ({ issuer }) => visibleText(issuer) },
    {
      ...{ id: 'from', title: columns.from, width: WIDTH },
      text: ({ notBefore }) => visibleText(day(notBefore)),
    },
    {
      ...{ id: 'to', title: columns.to, width: WIDTH },
      text: ({ notAfter }) => visibleText(day(notAfter)),
    },
    {
      ...{ id: 'server', title: columns.server, width: '190px', mono: true },
      text: ({ servers }) => some(servers),
    },
    count('shown', columns.shown, ({ shown }) => shown),
  ]
}
