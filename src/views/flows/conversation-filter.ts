/** The display filter of a conversation, as Wireshark writes it. */
import type { ConversationKind, ConversationRow } from '../../../workers/model/conversation'

/** Empty: its ends are not addresses that a filter knows. */
export function conversationFilter(kind: ConversationKind, row: ConversationRow): string {
  if (kind === 'udp') return row.stream < 0 ? '' : `udp.stream == ${String(row.stream)}`
  const { a, b, tunnel } = row
  if (a === '' || b === '') return ''
  const field = kind === 'ethernet' ? 'eth.addr' : a.includes(':') ? 'ipv6.addr' : 'ip.addr'
  const ends = [a, b].map((address) => `${field} == ${address}`)
  return [...ends, tunnel === null ? '' : tunnelFilter(tunnel)]
    .filter((part) => part !== '')
    .join(' && ')
}

/** Empty: nothing but its ends tells the tunnel. */
function tunnelFilter({ kind, vni }: NonNullable<ConversationRow['tunnel']>): string {
  if (kind === 'ipip') return ''
  return vni >= 0 && (kind === 'vxlan' || kind === 'geneve')
    ? `${kind}.vni == ${String(vni)}`
    : kind
}
