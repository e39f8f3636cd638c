/**
 * Questions and what became of them. A unicast answer belongs to the question of the same
 * conversation and identification (RFC 1035 §7.3), one of LLMNR to that of the same asker
 * (RFC 4795 §2.3), one of multicast DNS to whoever asked for the name (RFC 6762 §6).
 */
import { MAX_DNS_REPEATS, MAX_OPEN_QUESTIONS } from '../limits/limits'
import type { DnsRecord } from '../model/app-records'
import type { Context, Sink } from './analyzer'
import type { DnsMessage, Question } from './dns-message'

type Protocol = DnsRecord['protocol']

export class DnsPairs {
  private readonly asked = new Map<string, DnsRecord>()
  private readonly protocol: Protocol
  private readonly transport: DnsRecord['transport']

  constructor(protocol: Protocol, transport: DnsRecord['transport']) {
    this.protocol = protocol
    this.transport = transport
  }

  query(message: DnsMessage, context: Context, sink: Sink): void {
    for (const question of message.questions) {
      const key = this.key(message.id, question, context, false)
      const known = this.asked.get(key)
      if (known !== undefined && known.answerFrame === 0) {
        if (!context.copy && known.repeats.length < MAX_DNS_REPEATS) {
          known.repeats.push(context.frame)
        }
        continue
      }
      const record = this.recordOf(message.id, question, context, false)
      this.keep(key, record, known !== undefined, sink)
      sink.record('dns', record)
    }
  }

  response(message: DnsMessage, context: Context, sink: Sink): void {
    const questions = message.questions.length > 0 ? message.questions : answered(message)
    for (const question of questions) {
      const key = this.key(message.id, question, context, true)
      const record = this.asked.get(key)
      if (record !== undefined) {
        if (record.answerFrame === 0) answer(record, message, context)
      } else if (this.protocol !== 'mdns') {
        const unasked = this.recordOf(message.id, question, context, true)
        answer(unasked, message, context)
        unasked.latency = -1
        this.keep(key, unasked, false, sink)
        sink.record('dns', unasked)
      }
    }
  }

  /** `turned`: the asker is who receives. */
  private key(id: number, question: Question, context: Context, turned: boolean): string {
    const what = `${question.name.toLowerCase()} ${String(question.type)}`
    if (this.protocol === 'mdns') return what
    if (this.protocol === 'dns') return `${String(id)} ${String(context.stream)} ${what}`
    const asker = turned ? context.dst() : context.src()
    const port = turned ? context.dstPort : context.srcPort
    return `${String(id)} ${asker} ${String(port)} ${what}`
  }

  /** `again`: the same was asked before. */
  private keep(key: string, record: DnsRecord, again: boolean, sink: Sink): void {
    if (again) this.asked.delete(key)
    if (this.asked.size >= MAX_OPEN_QUESTIONS) {
      const [oldest] = this.asked.keys()
      if (oldest !== undefined) this.asked.delete(oldest)
      sink.weird(`${this.protocol}: questions forgotten before their answer`)
    }
    this.asked.set(key, record)
  }

  private recordOf(id: number, question: Question, context: Context, turned: boolean): DnsRecord {
    return {
      frame: context.frame,
      time: context.time,
      stream: context.stream,
      transport: this.transport,
      src: turned ? context.dst() : context.src(),
      srcPort: turned ? context.dstPort : context.srcPort,
      dst: turned ? context.src() : context.dst(),
      dstPort: turned ? context.srcPort : context.dstPort,
      protocol: this.protocol,
      id,
      query: question.name,
      type: question.type,
      rcode: -1,
      answerFrame: 0,
      latency: -1,
      repeats: [],
      answers: [],
    }
  }
}

function answer(record: DnsRecord, message: DnsMessage, context: Context): void {
  record.rcode = message.rcode
  record.answerFrame = context.frame
  record.latency = context.time - record.time
  record.answers = message.answers.map(({ text }) => text)
}

/** Multicast answers repeat no question: they answer whoever asked for their names. */
function answered(message: DnsMessage): Question[] {
  return message.answers.filter(
    ({ name, type }, index) =>
      message.answers.findIndex((other) => other.name === name && other.type === type) === index,
  )
}
