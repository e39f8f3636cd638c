/**
 * Questions and what became of them. A unicast answer belongs to the question of the same
 * conversation and identification (RFC 1035 §7.3), one of LLMNR to that of the same asker
 * (RFC 4795 §2.3), one of multicast DNS to whoever asked for the name (RFC 6762 §6). The same
 * question at another tap is no other question.
 */
import { MAX_DNS_REPEATS, MAX_DNS_SIGHTS } from '../limits/limits'
import type { DnsRecord, DnsSight } from '../model/app-records'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { Context, Sink } from './analyzer'
import { type DnsMessage, newDnsMessage, type Question } from './dns-message'
import type { NameMemory } from './dns-name'
import { OpenQuestions } from './open-questions'

type Protocol = DnsRecord['protocol']

/**
 * An answer that comes later answers nothing. Resolvers wait at most 30 s (resolv.conf(5)), those of
 * LLMNR one second (`LLMNR_TIMEOUT`, RFC 4795 §2.7). Multicast answers may be held back for 120 ms, or
 * half a second behind a truncated question (RFC 6762 §6, §7.2); without identification, what comes
 * later is somebody's announcement (§8.3).
 */
const PATIENCE: Readonly<Record<Protocol, Nanos>> = {
  dns: 30 * NANOS_PER_SECOND,
  llmnr: NANOS_PER_SECOND,
  mdns: NANOS_PER_SECOND,
}

/** Nobody asks again so soon: it is the same packet at the same tap, inside and outside of a tunnel. */
const SAME_PACKET = 20 * NANOS_PER_MS

export class DnsPairs {
  /** Filled again for every message. */
  readonly message = newDnsMessage()
  readonly protocol: Protocol
  /** Names that came before; null: they are not kept. */
  readonly names: NameMemory | null
  private readonly asked: OpenQuestions
  private readonly transport: DnsRecord['transport']

  constructor(
    protocol: Protocol,
    transport: DnsRecord['transport'],
    names: NameMemory | null = null,
  ) {
    this.protocol = protocol
    this.names = names
    this.transport = transport
    this.asked = new OpenQuestions(protocol)
  }

  query(message: DnsMessage, context: Context, sink: Sink): void {
    for (const question of message.questions) {
      const known = this.asked.find(message.id, question, context, false)
      if (known !== undefined && this.repeats(known, context)) continue
      const record = this.recordOf(message, question, context, false)
      this.asked.keep(record, known, context, sink)
      sink.record('dns', record)
    }
  }

  response(message: DnsMessage, context: Context, sink: Sink): void {
    const questions = message.questions.length > 0 ? message.questions : answered(message)
    for (const question of questions) {
      const record = this.asked.find(message.id, question, context, true)
      if (record !== undefined && this.answers(record, message, context)) continue
      if (this.protocol === 'mdns') continue
      const unasked = this.recordOf(message, question, context, true)
      unasked.asked = 0
      answer(unasked, unasked, message, context)
      unasked.latency = -1
      this.asked.keep(unasked, record, context, sink)
      sink.record('dns', unasked)
    }
  }

  /** Is the question at hand the known one, asked again or seen at another tap? Then it is noted. */
  private repeats(known: DnsRecord, context: Context): boolean {
    const sight = this.sightOf(known, context)
    if (sight === undefined) {
      if (!this.waits(known, context)) return false
      if (known.elsewhere.length < MAX_DNS_SIGHTS) known.elsewhere.push(newSight(context))
      return true
    }
    if (Math.abs(context.time - sight.lastAsked) <= SAME_PACKET) return true
    if (sight.answerFrame !== 0 || !this.waits(sight, context)) return false
    sight.asked++
    sight.lastAsked = context.time
    if (sight.repeats.length < MAX_DNS_REPEATS) {
      sight.repeats.push(context.frame)
      sight.repeatTimes.push(context.time)
    }
    return true
  }

  /** Is the response at hand one to the record, the first or another? Then it is noted. */
  private answers(record: DnsRecord, message: DnsMessage, context: Context): boolean {
    // Where questions go out at one interface, answers may come in at another.
    const sight = this.sightOf(record, context) ?? record
    if (sight.answerFrame !== 0) return true
    if (!this.waits(sight, context)) return false
    answer(record, sight, message, context)
    return true
  }

  /** Does who asked still wait? Multicast questions have no identification: one answer a question. */
  private waits({ time, lastAsked }: DnsSight, context: Context): boolean {
    const since = context.time - (this.protocol === 'mdns' ? time : lastAsked)
    return since >= -SAME_PACKET && since <= PATIENCE[this.protocol]
  }

  /** The record at the tap of the context. The octets of a TCP stream come from all taps. */
  private sightOf(record: DnsRecord, { tap }: Context): DnsSight | undefined {
    if (record.tap === tap || this.transport === 'tcp') return record
    return record.elsewhere.find((sight) => sight.tap === tap)
  }

  private recordOf(
    { id, recursionDesired }: DnsMessage,
    question: Question,
    context: Context,
    turned: boolean,
  ): DnsRecord {
    // One literal, not a spread of `newSight`: there may be millions.
    return {
      tap: context.tap,
      tunnel: context.tunnel(),
      frame: context.frame,
      time: context.time,
      asked: 1,
      lastAsked: context.time,
      repeats: [],
      repeatTimes: [],
      rcode: -1,
      answerFrame: 0,
      latency: -1,
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
      recursionDesired,
      authoritative: false,
      truncated: false,
      answers: [],
      elsewhere: [],
    }
  }
}

/** The question at hand, asked for the first time. */
function newSight(context: Context): DnsSight {
  return {
    tap: context.tap,
    tunnel: context.tunnel(),
    frame: context.frame,
    time: context.time,
    asked: 1,
    lastAsked: context.time,
    repeats: [],
    repeatTimes: [],
    rcode: -1,
    answerFrame: 0,
    latency: -1,
  }
}

function answer(record: DnsRecord, sight: DnsSight, message: DnsMessage, context: Context): void {
  sight.rcode = message.rcode
  sight.answerFrame = context.frame
  sight.latency = context.time - sight.time
  record.authoritative = message.authoritative
  record.truncated = message.truncated
  record.answers = message.answers.map(({ text }) => text)
}

/** Multicast answers repeat no question: they answer whoever asked for their names. */
function answered(message: DnsMessage): Question[] {
  return message.answers.filter(
    ({ name, type }, index) =>
      message.answers.findIndex((other) => other.name === name && other.type === type) === index,
  )
}
