/** What a side-car gave, in few words: `8 pods, 4 nodes`. */
import type { Sidecars } from '../model/sidecar'
import type { FactKind, FactSink } from './facts'

const WORDS: readonly (readonly [FactKind, one: string, many: string])[] = [
  ['pods', 'address of a pod', 'addresses of pods'],
  ['nodes', 'address of a node', 'addresses of nodes'],
  ['services', 'address of a service', 'addresses of services'],
  ['podCidrs', 'prefix of a node', 'prefixes of nodes'],
  ['endpoints', 'endpoint', 'endpoints'],
  ['identities', 'identity', 'identities'],
  ['tunnels', 'tunnel entry', 'tunnel entries'],
  ['routes', 'route', 'routes'],
  ['devices', 'device', 'devices'],
  ['counters', 'counter', 'counters'],
  ['traces', 'traced flow', 'traced flows'],
]

export function gaveOf({ counts }: FactSink, { drops }: Sidecars): string {
  const parts = WORDS.flatMap(([kind, one, many]) => {
    const count = counts.get(kind) ?? 0
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? one : many}`]
  })
  const flows = counts.get('drops') ?? 0
  const own = flows === 0 ? [] : drops.slice(-flows)
  return [...dropped(own), ...parts].join(', ')
}

const LISTED = 3

/** `8 drops of 2 flows (Policy denied)`. The verdict of a policy counts where nothing else does. */
function dropped(own: Sidecars['drops']): string[] {
  const plain = own.filter(({ verdict }) => !verdict)
  const flows = plain.length > 0 ? plain : own
  if (flows.length === 0) return []
  const events = flows.reduce((sum, drop) => sum + drop.events, 0)
  const reasons = [...new Set(flows.map(({ reason }) => reason))]
  const more = reasons.length > LISTED ? ', …' : ''
  const of = `${String(flows.length)} ${flows.length === 1 ? 'flow' : 'flows'}`
  const drops = events === 1 ? 'drop' : 'drops'
  return [`${String(events)} ${drops} of ${of} (${reasons.slice(0, LISTED).join(', ')}${more})`]
}
