/** A TCP conversation: opened, requests and responses in turn, closed. */
import { type Pod } from './node'
import { type Scene } from './scene'
import { TcpEnd } from './tcp-end'

export interface Exchange {
  request: Uint8Array
  response: Uint8Array
  /** Nanoseconds before the request, and before the response. */
  pause?: number
  think?: number
}

export interface TalkSpec {
  client: Pod
  server: Pod
  clientPort?: number
  serverPort?: number
  start?: number
  exchanges?: readonly Exchange[]
  /** `reset`: the client aborts; `nobody`: it stays open. */
  closes?: 'client' | 'server' | 'reset' | 'nobody'
  /** False: nobody listens, the server refuses. */
  listening?: boolean
  /** Nanoseconds of silence after which the client probes the server. */
  keepAlive?: number
  /** Nanoseconds after the start at which the client gives up and closes. */
  patience?: number
}

export interface TalkResult {
  /** When the client began, in nanoseconds. */
  start: number
  /** Time from the first SYN until the client is connected, −1 while it is not; nanoseconds. */
  connectLatency: number
  exchangesDone: number
  client: TcpEnd
  server: TcpEnd
}

export function talk(scene: Scene, spec: TalkSpec): TalkResult {
  const { start = 0, exchanges = [], closes = 'client', keepAlive } = spec
  const { clientPort = scene.port(spec.client), serverPort = 80 } = spec
  const flow = scene.random.integer(0, 1 << 30)
  const client = new TcpEnd(scene, { pod: spec.client, port: clientPort, flow, keepAlive })
  const server = new TcpEnd(scene, {
    pod: spec.server,
    port: serverPort,
    flow: flow ^ 1,
    listening: spec.listening ?? true,
  })
  const result: TalkResult = { start, connectLatency: -1, exchangesDone: 0, client, server }
  let closing = false
  const close = (end: TcpEnd) => {
    if (!closing) end.close()
    closing = true
  }

  const ask = () => {
    const next = exchanges[result.exchangesDone]
    if (next) scene.after(next.pause ?? 15_000, () => client.write(next.request))
    else if (closes === 'client') scene.after(20_000, () => close(client))
    else if (closes === 'server') scene.after(20_000, () => close(server))
    else if (closes === 'reset') scene.after(20_000, () => client.abort())
  }
  const reached = (of: 'request' | 'response') => {
    const done = exchanges.slice(0, result.exchangesDone + 1)
    return done.reduce((sum, exchange) => sum + exchange[of].length, 0)
  }
  let answered = 0
  server.onData = (total) => {
    const current = exchanges[result.exchangesDone]
    if (!current || answered > result.exchangesDone || total < reached('request')) return
    answered++
    scene.after(current.think ?? 300_000, () => server.write(current.response))
  }
  client.onData = (total) => {
    if (!exchanges[result.exchangesDone] || total < reached('response')) return
    result.exchangesDone++
    ask()
  }
  client.onEstablished = () => {
    result.connectLatency = scene.now - start
    ask()
  }
  client.onEnd = () => scene.after(30_000, () => client.close())
  server.onEnd = () => scene.after(30_000, () => server.close())
  scene.at(start, () => client.connect(server))
  const { patience } = spec
  if (patience !== undefined) {
    scene.at(start + patience, () => {
      if (result.exchangesDone < exchanges.length) close(client)
    })
  }
  return result
}
