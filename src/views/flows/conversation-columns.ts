/** Columns of the tables of conversations that are not TCP connections. */
import type { ConversationKind, ConversationRow } from '../../../workers/model/conversation'
import { TUNNEL_NAMES } from '../../../workers/model/tunnel'
import { visibleText } from '../../../workers/model/visible-text'
import type { Column } from '../../ui/table'
import { column, count, nanos, number, seconds, shortSpan, words } from './flow-column'
import { endColumn, nameColumn, type Endpoint, type NamesShown } from '../names/ends'

/** `captures`: their names; one needs no column. */
export function conversationColumns(
  kind: ConversationKind,
  naming: NamesShown,
  captures: readonly string[],
): Column<ConversationRow>[] {
  const width = kind === 'tunnel' && naming.form !== 'names' ? 158 : 224
  const end = (key: 'a' | 'b') => endColumn(column(key, width), endOf(kind, key), naming)
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
    nanos('start', 76, ({ start }) => start, seconds),
    nanos('duration', 64, ({ duration }) => duration, shortSpan),
    number('framesForth', 54, ({ frames }) => frames[0], count),
    number('framesBack', 54, ({ frames }) => frames[1], count),
    number('octetsAb', 62, ({ octets }) => octets[0], count),
    number('octetsBa', 62, ({ octets }) => octets[1], count),
    number('rateAb', 64, (row) => rate(row, 0), count),
    number('rateBa', 64, (row) => rate(row, 1), count),
  ]
  return all.filter((each) => each !== null)
}

const kindOf = ({ tunnel }: ConversationRow) => (tunnel === null ? '–' : TUNNEL_NAMES[tunnel.kind])

/** Only UDP has ports. */
const endOf =
  (kind: ConversationKind, key: 'a' | 'b') =>
  (row: ConversationRow): Endpoint => {
    const port = key === 'a' ? row.aPort : row.bPort
    return { address: row[key], port: kind === 'udp' ? port : -1 }
  }

/** To be taken away: addresses as ever, and names in columns of their own. */
export function savedConversationColumns(
  kind: ConversationKind,
  { names }: NamesShown,
  captures: readonly string[],
): Column<ConversationRow>[] {
  const saved = conversationColumns(kind, { names, form: 'addresses' }, captures)
  const ends = (['a', 'b'] as const).flatMap((key) => {
    const column = saved.find(({ id }) => id === key)
    return column === undefined ? [] : [nameColumn(column, key, endOf(kind, key), names)]
  })
  return names.known ? [...saved, ...ends] : saved
}

/** bit/s; −1: it did not last. */
function rate({ octets, duration }: ConversationRow, side: 0 | 1): number {
  return duration === 0 ? -1 : (octets[side] * 8e9) / duration
}
