/** Conversations in which one side asks and the other answers, segment by segment. */
import { TcpScript, type ScriptSpec } from './tcp-script'

export interface Asked {
  /** Milliseconds from the request to its ACK and to the first octet of the answer; `ack` null: none of its own. */
  ack?: number | null
  wait?: number
  /** Milliseconds before it. */
  after?: number
  request?: string
  answer?: string
}

export const get = (target: string, host = 'shop.example'): string =>
  `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`

export const reply = (status: number, ...fields: string[]): string =>
  [`HTTP/1.1 ${String(status)} Word`, ...fields, 'Content-Length: 2', '', 'ok'].join('\r\n')

/** Opens a connection with a round trip of `rtt` ms; its window holds all that is said here. */
export function opened(spec: ScriptSpec = {}, rtt = 0.4): TcpScript {
  const script = new TcpScript(spec)
  const options = { mss: 1460, windowScale: 7 }
  script.client({ flags: 'S', options })
  script.server({ flags: 'SA', options, after: rtt })
  script.client({ after: 0.02 })
  return script
}

/** One request and its answer. */
export function ask(script: TcpScript, asked: Asked = {}): void {
  const { ack = 0.4, wait = 2, after = 5, request = get('/'), answer = reply(200) } = asked
  script.client({ data: request, after })
  if (ack !== null) script.server({ after: ack })
  script.server({ data: answer, after: wait - (ack ?? 0) })
  script.client({ after: 0.02 })
}

export const closed = (script: TcpScript): TcpScript => {
  script.client({ flags: 'FA', after: 1 })
  script.server({ flags: 'FA' })
  script.client()
  return script
}
