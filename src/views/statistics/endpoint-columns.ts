/** Columns of the table of endpoints. */
import type { EndpointCount, EndpointKind } from '../../../workers/model/census'
import { macFacts } from '../../../workers/model/mac-vendors'
import { text } from '../../text'
import { formatCount } from '../../text/format'
import type { Column } from '../../ui/table'
import { endColumn, keepAddresses, type NamesShown } from '../names/ends'

/** Vendor of a MAC address, and what its bits say. */
export function vendorWords(mac: string): string {
  const { macNotes } = text.statistics
  const { vendor, local, group, broadcast } = macFacts(mac)
  if (broadcast) return macNotes.broadcast
  const notes = [vendor, group ? macNotes.group : local ? macNotes.local : '']
  return notes.filter((note) => note !== '').join(', ') || macNotes.unknown
}

/** Quiet where all that can be said is that the vendor is not known. */
export const vendorTone = (mac: string) =>
  vendorWords(mac) === text.statistics.macNotes.unknown ? 'quiet' : ''

type Amount =
  'packets' | 'octets' | 'sentPackets' | 'sentOctets' | 'receivedPackets' | 'receivedOctets'

const AMOUNTS: Record<Amount, (row: EndpointCount) => number> = {
  packets: ({ sentFrames, receivedFrames }) => sentFrames + receivedFrames,
  octets: ({ sentOctets, receivedOctets }) => sentOctets + receivedOctets,
  sentPackets: ({ sentFrames }) => sentFrames,
  sentOctets: ({ sentOctets }) => sentOctets,
  receivedPackets: ({ receivedFrames }) => receivedFrames,
  receivedOctets: ({ receivedOctets }) => receivedOctets,
}

export function endpointColumns(kind: EndpointKind, naming: NamesShown): Column<EndpointCount>[] {
  const { columns: words } = text.statistics
  const address = { id: 'address', title: words.address, mono: true }
  const columns: Column<EndpointCount>[] = [
    kind === 'eth'
      ? { ...address, text: (row) => row.address }
      : endColumn(address, (row) => ({ address: row.address, port: -1 }), keepAddresses(naming)),
  ]
  if (kind === 'tcp' || kind === 'udp') {
    columns.push({
      ...{ id: 'port', title: words.port, width: '74px', num: true },
      text: ({ port }) => String(port),
      value: ({ port }) => port,
    })
  }
  if (kind === 'eth') {
    columns.push({
      ...{ id: 'vendor', title: words.vendor },
      text: ({ address }) => vendorWords(address),
      tone: ({ address }) => vendorTone(address),
    })
  }
  for (const amount of Object.keys(AMOUNTS) as Amount[]) {
    const of = AMOUNTS[amount]
    columns.push({
      ...{ id: amount, title: words[amount], width: '126px', num: true },
      text: (row) => formatCount(of(row)),
      value: of,
    })
  }
  return columns
}
