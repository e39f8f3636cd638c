/** Questions of DNS by what tells them apart, the newest of those that are equal, within a bound. */
import { MAX_OPEN_QUESTIONS } from '../limits/limits'
import { AgedMap } from '../model/aged-map'
import type { DnsRecord } from '../model/app-records'
import type { Context, Sink } from './analyzer'
import type { Question } from './dns-message'

type Protocol = DnsRecord['protocol']

export class OpenQuestions {
  /**
   * Unicast questions by their place. A key in words takes several times as long to make and to
   * find: it is left to the other protocols, and to the rare questions whose place is taken.
   */
  private readonly places = new AgedMap<number, DnsRecord>()
  private readonly words = new AgedMap<string, DnsRecord>()
  private readonly protocol: Protocol

  constructor(protocol: Protocol) {
    this.protocol = protocol
  }

  /** The question with this identification; `turned`: the asker is who receives. */
  find(id: number, question: Question, context: Context, turned: boolean): DnsRecord | undefined {
    if (this.protocol === 'dns') {
      const record = this.places.get(placeOf(context.stream, id, question.type))
      if (record !== undefined && isOf(record, context.stream, id, question)) return record
      if (this.words.size === 0) return undefined
    }
    const asker = turned ? context.dst() : context.src()
    const port = turned ? context.dstPort : context.srcPort
    return this.words.get(this.key(id, question.name, question.type, context, asker, port))
  }

  /** Keeps `record`, of the context, and forgets `known`, the same question that was found before. */
  keep(record: DnsRecord, known: DnsRecord | undefined, context: Context, sink: Sink): void {
    const { places, words } = this
    const { id, type, query, src, srcPort } = record
    const place = placeOf(record.stream, id, type)
    const inPlace = this.protocol === 'dns' && places.get(place) === known
    const key = inPlace ? '' : this.key(id, query, type, context, src, srcPort)
    // What is asked again is the newest.
    if (known !== undefined && inPlace) places.delete(place)
    else if (known !== undefined) words.delete(key)
    if (places.size + words.size >= MAX_OPEN_QUESTIONS) {
      if (places.takeOldest() === undefined) words.takeOldest()
      sink.weird(`${this.protocol}: questions forgotten before their answer`)
    }
    if (inPlace) places.set(place, record)
    else words.set(key, record)
  }

  private key(
    id: number,
    name: string,
    type: number,
    { stream }: Context,
    asker: string,
    port: number,
  ): string {
    const what = `${name.toLowerCase()} ${String(type)}`
    if (this.protocol === 'mdns') return what
    if (this.protocol === 'dns') return `${String(id)} ${String(stream)} ${what}`
    return `${String(id)} ${asker} ${String(port)} ${what}`
  }
}

/** Where a question stands: 30 bits, so that the key is no object. */
function placeOf(stream: number, id: number, type: number): number {
  return (Math.imul(stream, 0x9e3779b1) ^ (id << 8) ^ type) & 0x3fffffff
}

/** Names are compared without regard to case, RFC 4343. */
function isOf(record: DnsRecord, stream: number, id: number, { name, type }: Question): boolean {
  return (
    record.stream === stream &&
    record.id === id &&
    record.type === type &&
    (record.query === name || record.query.toLowerCase() === name.toLowerCase())
  )
}
