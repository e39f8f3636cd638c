/** Columns of the tables of conversations that are not TCP connections. */
import type { ConversationKind, ConversationRow } from '../../../workers/model/conversation'
import { TUNNEL_NAMES } from '../../../workers/model/tunnel'
import { visibleText } from '../../../workers/model/visible-text'
import { formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'
import { count, nanos, number, seconds, words } from './flow-column'
import { shown } from './flow-columns'

/** `captures`: their names; one needs no column. */
export function conversationColumns(
  kind: ConversationKind,
  names: ReadonlyMap<string, string>,
  captures: readonly string[],
): Column<ConversationRow>[] {
  const end = (key: 'a' | 'b') =>
    words<ConversationRow>(
      key,
      kind === 'tunnel' ? 158 : 206,
      (row) => endpoint(kind, row, key, names),
      (row) => endpoint(kind, row, key, NO_NAMES),
    )
  const all: (Column<ConversationRow> | null)[] = [
    kind === 'udp' ? number('udpStream', 66, ({ stream }) => stream, String) : null,
    captures.length < 2
      ? null
      : words('capture', kind === 'udp' ? 120 : 134, ({ capture }) =>
          visibleText(captures[capture] ?? ''),
        ),
    end('a'),
    end('b'),
    kind === 'tunnel' ? words('tunnel', 98, kindOf) : null,
    kind === 'tunnel' ? number('vni', 72, ({ tunnel }) => tunnel?.vni ?? -1, String) : null,
    nanos('start', 74, ({ start }) => start, seconds),
    nanos('duration', 64, ({ duration }) => duration, formatSpan),
    number('framesForth', 54, ({ frames }) => frames[0], count),
    number('framesBack', 54, ({ frames }) => frames[1], count),
    number('octetsAb', 62, ({ octets }) => octets[0], count),
    number('octetsBa', 62, ({ octets }) => octets[1], count),
    number('rateAb', 64, (row) => rate(row, 0), count),
    number('rateBa', 64, (row) => rate(row, 1), count),
  ]
  return all.filter((each) => each !== null)
}

const NO_NAMES: ReadonlyMap<string, string> = new Map()

const kindOf = ({ tunnel }: ConversationRow) => (tunnel === null ? '–' : TUNNEL_NAMES[tunnel.kind])

function endpoint(
  kind: ConversationKind,
  row: ConversationRow,
  key: 'a' | 'b',
  names: ReadonlyMap<string, string>,
): string {
  const address = row[key]
  if (kind !== 'udp') return names.get(address) ?? address
  return shown({ address, port: key === 'a' ? row.aPort : row.bPort }, names)
}

/** bit/s; −1: it did not last. */
function rate({ octets, duration }: ConversationRow, side: 0 | 1): number {
  return duration === 0 ? -1 : (octets[side] * 8e9) / duration
}
