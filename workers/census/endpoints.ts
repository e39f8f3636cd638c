/** Endpoints of one kind: frames and octets that each sent and received. */
import { HashIndex } from '../flow/hash-index'
import { firstDouble, Rows, strideOf } from '../flow/rows'
import { MAX_LISTED_CONNS } from '../limits/limits'
import { MAX_COUNTED_ENDPOINTS } from '../limits/workspace-limits'
import type { EndpointCount, EndpointList } from '../model/census'

const SENT = 0
const RECEIVED = 1
const STRIDE = strideOf(2, 2)
const OCTETS = firstDouble(2)

export class Endpoints {
  private readonly index: HashIndex
  private readonly rows = new Rows(STRIDE)
  private beyond = 0

  /** `width`: words of a key. */
  constructor(width: number) {
    this.index = new HashIndex(width)
  }

  /** To be filled before `sent` and `received`. */
  get key(): Uint32Array {
    return this.index.key
  }

  sent(octets: number): void {
    this.count(SENT, octets)
  }

  received(octets: number): void {
    this.count(RECEIVED, octets)
  }

  /** `name`: of the endpoint whose key it can ask for, word by word. */
  list(
    name: (word: (index: number) => number) => Pick<EndpointCount, 'address' | 'port'>,
  ): EndpointList {
    const { u, f } = this.rows
    const frames = (row: number) =>
      (u[row * STRIDE + SENT] as number) + (u[row * STRIDE + RECEIVED] as number)
    const order = Array.from({ length: this.index.size }, (_, row) => row)
    order.sort((a, b) => frames(b) - frames(a) || a - b)
    const double = (row: number, index: number) => f[(row * STRIDE) / 2 + OCTETS + index] as number
    const rows = order.slice(0, MAX_LISTED_CONNS).map((row) => ({
      ...name((index) => this.index.word(row, index)),
      sentFrames: u[row * STRIDE + SENT] as number,
      sentOctets: double(row, SENT),
      receivedFrames: u[row * STRIDE + RECEIVED] as number,
      receivedOctets: double(row, RECEIVED),
    }))
    return { rows, total: this.index.size, beyond: this.beyond }
  }

  private count(direction: number, octets: number): void {
    const { index, rows } = this
    const full = index.size >= MAX_COUNTED_ENDPOINTS
    const row = full ? index.find() : index.insert()
    if (row < 0) {
      this.beyond++
      return
    }
    rows.reserve(row)
    const at = row * STRIDE + direction
    rows.u[at] = (rows.u[at] as number) + 1
    const double = (row * STRIDE) / 2 + OCTETS + direction
    rows.f[double] = (rows.f[double] as number) + octets
  }
}
