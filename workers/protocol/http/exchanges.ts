/** Requests and responses of one connection, paired in order: RFC 9112 §9.3. */
import { MAX_OPEN_REQUESTS } from '../../limits/limits'
import type { HttpRecord } from '../../model/app-records'
import type { Context, Sink } from '../analyzer'
import type { Fields } from './fields'
import { newHttpRecord } from './record'
import type { RequestLine, StatusLine } from './start-line'

export interface Exchange {
  readonly record: HttpRecord
  readonly upgrade: string
  /** When the request was read to its end; −1: not yet. */
  askedTime: number
}

export class Exchanges {
  private readonly open: Exchange[] = []

  request(line: RequestLine, fields: Fields, context: Context, sink: Sink): Exchange {
    const record = newHttpRecord(context)
    record.version = line.version
    record.method = line.method
    record.target = line.target
    record.host = (fields.hosts[0] ?? '').trim()
    record.userAgent = fields.userAgent
    const exchange = { record, upgrade: fields.upgrade, askedTime: -1 }
    if (this.open.length >= MAX_OPEN_REQUESTS) {
      sink.weird('http: too many requests without response')
      this.finish(sink)
    }
    this.open.push(exchange)
    return exchange
  }

  /** The exchange that a response belongs to; one of its own when its request was not captured. */
  response(line: StatusLine, fields: Fields, context: Context): Exchange {
    let exchange = this.open[0]
    if (exchange === undefined) {
      exchange = { record: reversed(context), upgrade: '', askedTime: -1 }
      exchange.record.version = line.version
      this.open.push(exchange)
    }
    const { record } = exchange
    record.status = line.code
    record.contentType = fields.contentType
    record.server = fields.server
    record.via = fields.via
    record.responseFrame = context.frame
    if (exchange.askedTime >= 0) record.latency = Math.max(0, context.time - exchange.askedTime)
    return exchange
  }

  /** The oldest request without response. */
  first(): Exchange | undefined {
    return this.open[0]
  }

  /** The response of `exchange` is over. */
  close(exchange: Exchange, sink: Sink): void {
    const at = this.open.indexOf(exchange)
    if (at < 0) return
    if (at === 0) this.open.shift()
    else this.open.splice(at, 1)
    sink.record('http', exchange.record)
  }

  /** Nothing more will be answered. */
  finish(sink: Sink): void {
    if (this.open.length === 0) return
    for (const { record } of this.open.splice(0)) sink.record('http', record)
  }
}

/** The client is who receives the response. */
function reversed(context: Context): HttpRecord {
  const record = newHttpRecord(context)
  record.src = context.dst()
  record.srcPort = context.dstPort
  record.dst = context.src()
  record.dstPort = context.srcPort
  return record
}
