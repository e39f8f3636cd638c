/** Healthy traffic around a fault: look-ups, short requests, health probes. */
import { dns } from './dns'
import { isIpv6 } from './fields'
import { httpExchange } from './http'
import { type Pod } from './node'
import { ping } from './ping'
import { type Scene } from './scene'
import { talk, type TalkResult } from './talk'

const NAMES = ['web', 'orders', 'billing', 'search', 'cart'].map(
  (name) => `${name}.shop.svc.cluster.local`,
)

export interface BackgroundSpec {
  /** Who asks, who answers web requests, who answers look-ups. */
  clients: readonly Pod[]
  servers: readonly Pod[]
  resolver: Pod
  /** Nanoseconds: end, and mean distance between requests. */
  until: number
  every?: number
}

/** Every request is preceded by its look-ups (A and AAAA), as a resolver library does. */
export function background(scene: Scene, spec: BackgroundSpec): TalkResult[] {
  const { clients, servers, resolver, until, every = 1e9 } = spec
  const { random } = scene
  const talks: TalkResult[] = []
  for (let at = random.exponential(every); at < until; at += random.exponential(every)) {
    const client = random.pick(clients)
    const server = random.pick(servers)
    const name = random.pick(NAMES)
    const question = { client, server: resolver, name }
    const answer = { answer: server.address }
    const [v4, v6] = isIpv6(server.address) ? [{}, answer] : [answer, {}]
    dns(scene, { ...question, start: at, ...v4 })
    dns(scene, { ...question, start: at + 40_000, type: 'AAAA', ...v6 })
    const exchange = httpExchange({ octets: random.integer(60, 700), host: name })
    const call = { client, server, start: at + 3e6, exchanges: [exchange] }
    talks.push(talk(scene, { ...call, closes: 'server' }))
  }
  const [first] = clients
  const [probed] = servers
  if (first && probed) {
    ping(scene, { from: first, to: probed, start: 0.5e9, interval: 5e9, count: until / 5e9 - 1 })
  }
  return talks
}
