/** An HTTP record of which nothing is known yet, from the frame that asks. */
import type { HttpRecord } from '../../model/app-records'
import type { Context } from '../analyzer'

export function newHttpRecord(context: Context): HttpRecord {
  return {
    frame: context.frame,
    time: context.time,
    stream: context.stream,
    transport: 'tcp',
    src: context.src(),
    srcPort: context.srcPort,
    dst: context.dst(),
    dstPort: context.dstPort,
    version: '',
    method: '',
    host: '',
    target: '',
    userAgent: '',
    status: 0,
    contentType: '',
    server: '',
    via: '',
    requestOctets: -1,
    responseOctets: -1,
    responseFrame: 0,
    latency: -1,
  }
}
