/** A client that restarted calls again from the same port, while the server knows the older connection. */
import { TcpScript, type Segment } from './tcp-script'

const ISN = { older: 1_000_000, next: 90_000_000 }
const SENT = 100
const SYN: Segment = { flags: 'S', options: { mss: 1460 } }

/** 100 octets of the client were acknowledged: frames 1 to 5, until 4 ms. */
export function older(): TcpScript {
  const script = new TcpScript({ clientIsn: ISN.older }).handshake()
  script.client({ length: SENT })
  script.server()
  return script
}

/** What the server expects in the older connection, as a position of the new one. */
const expected = ISN.older + 1 + SENT - ISN.next

export interface Answers {
  /** Of the server to the SYN, and of the client to that. */
  ack?: Segment
  reset?: Segment | null
}

/** The new connection, at 1 s: frame 6 is its SYN; in the end it is accepted. */
export function again({ ack = {}, reset = {} }: Answers = {}): TcpScript {
  const script = new TcpScript({ clientIsn: ISN.next, start: 1000 })
  script.client(SYN)
  script.server({ seq: 1, ack: expected, ...ack })
  if (reset !== null) script.client({ flags: 'R', seq: expected, ...reset })
  script.client({ ...SYN, seq: 0, after: 1000 })
  script.server({ flags: 'SA', seq: 70_000, ack: 1 })
  script.client({ seq: 1 })
  return script
}
