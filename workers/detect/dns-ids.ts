/**
 * Numbers for what DNS questions are known by: there are many questions, and text put together for
 * each of them costs more than all that is learned from it. The same text has the same number at every
 * tap of a run.
 */
import type { DnsRecord } from '../model/app-records'

/** More than there are records in a case; two such numbers fit into one. */
const MANY = 2 ** 24
const UNITS = 65_536

export class DnsIds {
  private readonly names = new Map<string, number>()
  private readonly hosts = new Map<string, number>()
  private readonly questions = new Map<number, number>()
  private readonly pairs = new Map<number, number>()
  private readonly sockets = new Map<number, number>()

  /** Of a name and type; without regard to case, RFC 1035 §2.3.3. */
  question(query: string, type: number): number {
    return numberOf(this.questions, this.name(query) * UNITS + type)
  }

  /** Identification and question: the same at every tap, whatever NAT does to addresses and ports. */
  identity({ id, query, type }: Pick<DnsRecord, 'id' | 'query' | 'type'>): number {
    return this.question(query, type) * UNITS + id
  }

  /** Of who asks and who is asked. */
  pair({ src, dst }: Pick<DnsRecord, 'src' | 'dst'>): number {
    return numberOf(this.pairs, this.client(src) * MANY + numberOf(this.hosts, dst))
  }

  /** Of a question to a client. */
  ofClient(src: string, question: number): number {
    return this.client(src) * MANY + question
  }

  /** Of a question that goes between a pair from a port. */
  ofSocket(pair: number, port: number, question: number): number {
    return numberOf(this.sockets, pair * UNITS + port) * MANY + question
  }

  private client(src: string): number {
    return numberOf(this.hosts, src)
  }

  private name(query: string): number {
    const known = this.names.get(query)
    if (known !== undefined) return known
    const number = numberOf(this.names, query.toLowerCase())
    this.names.set(query, number)
    return number
  }
}

function numberOf<K>(numbers: Map<K, number>, key: K): number {
  let number = numbers.get(key)
  if (number === undefined) {
    number = numbers.size
    numbers.set(key, number)
  }
  return number
}
