/** Requests of one HTTP/2 connection and their responses, by stream. RFC 9113 §8. */
import { MAX_HTTP2_STREAMS } from '../../limits/limits'
import type { HttpRecord } from '../../model/app-records'
import type { Context, Sink } from '../analyzer'
import { newHttpRecord } from '../http/record'
import type { Field } from './hpack'

interface Exchange {
  readonly record: HttpRecord
  /** Direction of the request. */
  readonly from: 0 | 1
  askedTime: number
}

export class Requests {
  private readonly open = new Map<number, Exchange>()

  /** Header fields of a stream: a request's, a response's, or trailers. */
  fields(stream: number, fields: readonly Field[], context: Context, sink: Sink): void {
    const get = (name: string) => fields.find(([known]) => known === name)?.[1] ?? ''
    const status = Number(get(':status'))
    const exchange = this.open.get(stream)
    if (get(':method') !== '') this.begin(stream, get, context, sink)
    else if (exchange !== undefined && status >= 200) {
      const { record } = exchange
      record.status = status
      record.contentType = get('content-type')
      record.server = get('server')
      record.via = get('via')
      record.responseFrame = context.frame
      record.responseOctets = 0
      record.latency = Math.max(0, context.time - exchange.askedTime)
    }
  }

  body(stream: number, length: number, direction: 0 | 1): void {
    const exchange = this.open.get(stream)
    if (exchange === undefined) return
    const { record } = exchange
    if (exchange.from === direction)
      record.requestOctets = Math.max(0, record.requestOctets) + length
    else record.responseOctets = Math.max(0, record.responseOctets) + length
  }

  /** One side has said everything. */
  ended(stream: number, { direction, frame, time }: Context, sink: Sink): void {
    const exchange = this.open.get(stream)
    if (exchange === undefined) return
    if (exchange.from === direction) {
      exchange.askedTime = time
      exchange.record.frame = frame
      exchange.record.requestOctets = Math.max(0, exchange.record.requestOctets)
    } else this.close(stream, sink)
  }

  close(stream: number, sink: Sink): void {
    const exchange = this.open.get(stream)
    if (exchange === undefined) return
    this.open.delete(stream)
    sink.record('http', exchange.record)
  }

  finish(sink: Sink): void {
    for (const stream of [...this.open.keys()]) this.close(stream, sink)
  }

  private begin(stream: number, get: (name: string) => string, context: Context, sink: Sink): void {
    if (this.open.size >= MAX_HTTP2_STREAMS) {
      sink.weird('http2: too many streams')
      this.finish(sink)
    }
    this.close(stream, sink)
    const record = newHttpRecord(context)
    record.version = 'HTTP/2'
    record.method = get(':method')
    record.host = get(':authority') || get('host')
    record.target = get(':path')
    record.userAgent = get('user-agent')
    this.open.set(stream, { record, from: context.direction, askedTime: context.time })
  }
}
