/** One end of a TCP connection. RFC 9293 §3.5 (opening, closing), §3.8 (data). */
import { EMPTY, isIpv6, join, type Bytes } from './fields'
import { type Pod } from './node'
import { type Scene } from './scene'
import { TcpReceiver, type Range } from './tcp-receiver'
import { segmentPacket, type Identity, type Segment } from './tcp-segment'
import { TcpSender } from './tcp-sender'

const STACK = 14_000 // ns from the interface to the socket
const DELAYED_ACK = 40e6 // ns, Linux TCP_DELACK_MIN
const MAX_BACKOFF = 15 // Linux net.ipv4.tcp_retries2
const TIMESTAMP_OPTION = 12 // octets, with its padding

export interface TcpEndSpec {
  pod: Pod
  port: number
  /** Hash of the flow, for the tunnel. */
  flow: number
  /** Nanoseconds without traffic after which a keep-alive probe is sent. */
  keepAlive?: number | undefined
  /** False: refuses connections. */
  listening?: boolean
}

export class TcpEnd {
  readonly pod: Pod
  readonly sender = new TcpSender()
  readonly receiver = new TcpReceiver()
  onEstablished: () => void = () => undefined
  /** Called with the octets received so far. */
  onData: (total: number) => void = () => undefined
  /** The peer has closed. */
  onEnd: () => void = () => undefined

  readonly #scene: Scene
  readonly #spec: TcpEndSpec
  readonly #identity: Identity
  readonly #clock: number
  #peer: TcpEnd | undefined
  #state: 'closed' | 'opening' | 'open' | 'dead' = 'closed'
  #data: Bytes = EMPTY
  #finish = false
  #mss: number
  #id: number
  #echo = 0
  #retransmissionTimer = 0
  #ackTimer = 0
  #unacknowledged = 0
  #lastUse = 0

  constructor(scene: Scene, spec: TcpEndSpec) {
    const { random } = scene
    this.#scene = scene
    this.#spec = spec
    this.pod = spec.pod
    const initialSeq = random.integer(0, 2 ** 32)
    this.#identity = { address: spec.pod.address, port: spec.port, initialSeq }
    this.#clock = random.integer(0, 2 ** 32)
    this.#id = random.integer(0, 65_536)
    this.#mss = this.#largest - TIMESTAMP_OPTION
  }

  connect(peer: TcpEnd): void {
    this.#peer = peer
    peer.#peer = this
    this.#open()
  }

  write(data: Uint8Array): void {
    this.#data = join(this.#data, data)
    this.#pump()
  }

  close(): void {
    this.#finish = true
    this.#pump()
  }

  abort(): void {
    this.#transmit('RA', this.#nothing)
    this.#state = 'dead'
  }

  /** What is announced as MSS. */
  get #largest(): number {
    return this.pod.mtu - (isIpv6(this.pod.address) ? 60 : 40)
  }

  get #nothing(): Range {
    return [this.sender.next, this.sender.next]
  }

  /** Sends SYN or SYN-ACK. */
  #open(): void {
    this.#state = 'opening'
    this.#sendNew([0, 1])
  }

  #pump(): void {
    if (this.#state !== 'open') return
    this.#repeatLost()
    const end = 1 + this.#data.length
    while (this.sender.hasRoom && this.sender.next < end) {
      this.#sendNew([this.sender.next, Math.min(this.sender.next + this.#mss, end)])
    }
    if (this.#finish && this.sender.next === end) this.#sendNew([end, end + 1])
  }

  #sendNew(range: Range): void {
    const wasIdle = this.sender.idle
    this.sender.sent(range, this.#scene.now)
    this.#transmit(this.#flagsOf(range), range)
    if (wasIdle) this.#armTimer()
  }

  #flagsOf([from, to]: Range): string {
    if (from === 0) return this.receiver.next === 0 ? 'S' : 'SA'
    const end = 1 + this.#data.length
    return to > end ? 'FA' : to === end ? 'PA' : 'A'
  }

  #armTimer(): void {
    const mine = ++this.#retransmissionTimer
    if (this.sender.idle) return
    this.#scene.after(this.sender.rto, () => {
      if (mine !== this.#retransmissionTimer || this.#state === 'dead') return
      this.sender.timedOut()
      this.#repeatLost()
      if (this.sender.backoff < MAX_BACKOFF) this.#armTimer()
    })
  }

  #repeatLost(): void {
    for (;;) {
      const range = this.sender.repeat(this.#scene.now)
      if (!range) return
      this.#transmit(this.#flagsOf(range), range)
    }
  }

  /** `again`: a duplicate to report in SACK. */
  #transmit(flags: string, range: Range, again?: Range): void {
    const peer = this.#peer
    if (!peer) return
    const scene = this.#scene
    this.#lastUse = scene.now
    this.#ackTimer++
    this.#unacknowledged = 0
    const segment: Segment = {
      flags,
      range,
      ack: this.receiver.next,
      sack: this.receiver.sackBlocks(again),
      timestamp: (this.#clock + Math.floor(scene.now / 1e6)) >>> 0,
      echo: this.#echo,
      mss: this.#largest,
    }
    // Linux sends SYN-ACK without an identification.
    const id = flags === 'SA' ? 0 : (this.#id = (this.#id + 1) & 0xffff)
    const data = this.#data.subarray(Math.max(range[0] - 1, 0), Math.max(range[1] - 1, 0))
    scene.send({
      from: this.pod,
      to: peer.pod,
      octets: segmentPacket({ from: this.#identity, to: peer.#identity, id }, segment, data),
      flow: this.#spec.flow,
      arrived: () => scene.after(STACK, () => peer.#receive(segment)),
      tooBig: (mtu) => this.#shrink(mtu - (this.pod.mtu - this.#largest) - TIMESTAMP_OPTION),
    })
  }

  #shrink(mss: number): void {
    if (mss >= this.#mss) return
    this.#mss = mss
    this.sender.shrinkTo(mss)
    this.#pump()
  }

  #receive(segment: Segment): void {
    const { flags, range, ack, sack } = segment
    if (this.#state === 'dead') return
    if (flags.startsWith('R')) {
      this.#state = 'dead'
      return
    }
    this.#echo = segment.timestamp
    if (flags.startsWith('S')) {
      this.#takeOpening(segment)
      return
    }
    const before = this.sender.una
    this.sender.acknowledged(ack, sack, this.#scene.now)
    if (this.sender.una > before) this.#armTimer()
    if (this.#state === 'opening') this.#established()
    if (range[1] > range[0]) this.#takeData(segment)
    else if (range[0] < this.receiver.next) this.#acknowledge() // a keep-alive probe
    this.#pump()
  }

  #takeOpening({ flags, mss, ack }: Segment): void {
    this.receiver.next ||= 1
    this.#mss = Math.min(this.#mss, mss - TIMESTAMP_OPTION)
    if (flags === 'S' && this.#spec.listening === false) this.#refuse()
    else if (flags === 'S' && this.#state === 'closed') this.#open()
    else if (flags === 'S') this.#transmit('SA', [0, 1])
    else {
      this.sender.acknowledged(ack, [], this.#scene.now)
      this.#armTimer()
      this.#acknowledge()
      if (this.#state === 'opening') this.#established()
    }
  }

  /** RFC 9293 §3.10.7.1: a reset of nobody has sequence number 0. */
  #refuse(): void {
    this.#identity.initialSeq = 0
    this.#transmit('RA', [0, 0])
    this.#state = 'closed'
  }

  #established(): void {
    this.#state = 'open'
    this.onEstablished()
    this.#watchIdle()
  }

  #takeData({ flags, range }: Segment): void {
    const before = this.receiver.next
    const verdict = this.receiver.take(range)
    if (verdict === 'again') {
      this.#transmit('A', this.#nothing, range)
      return
    }
    this.#unacknowledged++
    const filledHole = this.receiver.next - before > range[1] - range[0]
    const atOnce = verdict === 'ahead' || filledHole || flags !== 'A' || this.#unacknowledged >= 2
    if (atOnce) this.#acknowledge()
    else this.#acknowledgeLater()
    const peer = this.#peer
    if (verdict === 'ahead' || !peer) return
    const end = 1 + peer.#data.length
    this.onData(Math.min(this.receiver.next, end) - 1)
    if (this.receiver.next > end) this.onEnd()
  }

  #acknowledge(): void {
    this.#transmit('A', this.#nothing)
  }

  #acknowledgeLater(): void {
    const mine = ++this.#ackTimer
    this.#scene.after(DELAYED_ACK, () => {
      if (mine === this.#ackTimer && this.#state === 'open') this.#acknowledge()
    })
  }

  /** RFC 9293 §3.8.4: a probe repeats the last position acknowledged and carries nothing. */
  #watchIdle(): void {
    const { keepAlive } = this.#spec
    if (keepAlive === undefined) return
    this.#scene.after(Math.max(this.#lastUse + keepAlive - this.#scene.now, 1e6), () => {
      if (this.#state !== 'open' || this.#finish) return
      if (this.#scene.now - this.#lastUse >= keepAlive && this.sender.idle) {
        this.#transmit('A', [this.sender.next - 1, this.sender.next - 1])
      }
      this.#watchIdle()
    })
  }
}
