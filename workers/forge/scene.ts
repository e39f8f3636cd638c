/**
 * A small network in packet time: machines, pods on them, a tunnel between, and an underlay with
 * faults. Every machine records what its interfaces see, so a capture "at the sender" holds
 * packets that are lost later, and one "at the receiver" only what arrives.
 *
 *     const scene = new Scene({ seed: 7, tunnel: { kind: 'vxlan', port: 8472 } })
 *     const node1 = scene.node({ address: '172.16.16.121' })
 *     const node2 = scene.node({ address: '172.16.16.122', reassembly: 'head-first' })
 *     const client = node1.pod('10.42.0.15', { vni: 16621 })
 *     const server = node2.pod('10.42.1.23', { vni: 7162 })
 *     scene.path.push(fragmentAt(1460), towards(node2, tailFirst(0.87)))
 *     const pings = ping(scene, { from: client, to: server, payload: 1400, count: 20 })
 *     talk(scene, { client, server, exchanges: [httpExchange({ octets: 20_000 })] })
 *     scene.run(60e9)
 *     const file = writePcap(node2.frames(), { epoch: scene.epoch })
 *
 * `pings.answered` and the like are the truth to compare with. Who talks: ping.ts, talk.ts,
 * http.ts, dns.ts, background.ts; what goes wrong: faults.ts; how it is looked at: observe.ts.
 */
import { encapsulate, overhead, type TunnelSpec } from './encapsulation'
import { ethernet, padded } from './ethernet'
import { EventQueue } from './event-queue'
import { type Fault, type FaultContext, type Parcel } from './faults'
import { icmpError } from './icmp'
import { fragmented, ipPacket, packetTooBig, routed } from './ip'
import { PROTO } from './ipv4'
import { Neighbours } from './neighbours'
import { Node, type NodeSpec, type Pod } from './node'
import { Random } from './random'
import { Reassembly } from './reassembly'

const REASSEMBLY_TIME = 30e9 // ns, Linux `ipfrag_time`
const INSIDE = 12_000 // ns from one interface of a machine to another

export interface SceneOptions {
  seed?: number
  /** Time 0 of the scene, nanoseconds since 1970. */
  epoch?: bigint
  /** Default: VXLAN to port 8472. */
  tunnel?: TunnelSpec
  /** From machine to machine, one way, and how much that varies, in nanoseconds. */
  latency?: number
  jitter?: number
  /** Routers between the machines; 0: they share a link and ask each other by ARP. */
  hops?: number
}

export interface Sent {
  from: Pod
  to: Pod
  /** An IP packet. */
  octets: Uint8Array
  /** The same for all packets of a flow. */
  flow: number
  /** Happens when the receiver has the packet. */
  arrived?: () => void
  /** Happens when a router refuses it for its size (outside tunnels only). */
  tooBig?: (mtu: number) => void
}

export class Scene {
  readonly random: Random
  readonly epoch: bigint
  /** Faults of the underlay, in order. */
  readonly path: Fault[] = []
  readonly #options: Required<SceneOptions>
  readonly #events = new EventQueue()
  readonly #nodes: Node[] = []
  readonly #context: FaultContext
  readonly #lastArrival = new Map<Node, Map<Node, number>>()
  readonly #neighbours: Neighbours
  readonly #ports = new Map<Pod, number>()

  constructor(options: SceneOptions = {}) {
    const { seed = 1, epoch = 1_760_000_000_000_000_000n, latency = 180_000 } = options
    const { tunnel = { kind: 'vxlan' }, jitter = latency / 5, hops = 0 } = options
    this.#options = { seed, epoch, latency, jitter, hops, tunnel }
    this.epoch = epoch
    this.random = new Random(seed)
    this.#neighbours = new Neighbours(latency)
    this.#context = { random: this.random, refuse: (...refused) => this.#refuse(...refused) }
  }

  get now(): number {
    return this.#events.now
  }

  node(spec: NodeSpec): Node {
    const podMtu = (spec.mtu ?? 1500) - overhead(this.#options.tunnel)
    const node = new Node(spec, this.#nodes.length + 1, podMtu)
    this.#nodes.push(node)
    return node
  }

  /** A port that no earlier conversation of the pod used. */
  port(pod: Pod): number {
    const port = this.#ports.get(pod) ?? 2 * this.random.integer(16_384, 25_000)
    this.#ports.set(pod, port + 2)
    return port
  }

  at(time: number, action: () => void): void {
    this.#events.at(Math.round(time), action)
  }

  after(delay: number, action: () => void): void {
    this.at(this.now + delay, action)
  }

  run(until: number): void {
    this.#events.run(until)
  }

  send(sent: Sent): void {
    const { from, to, octets, flow } = sent
    if (!from.isHost) this.#seeInside(from, octets, false)
    if (from.node === to.node) {
      this.after(INSIDE, () => this.#handOver(sent, octets))
      return
    }
    const inner = from.isHost ? octets : routed(octets, 1)
    const bare = from.isHost || to.isHost
    const id = from.node.nextId(this.random)
    const whole = bare ? inner : encapsulate(this.#options.tunnel, { from, to, id, flow }, inner)
    const native = whole === inner
    const sender = native ? from.address : from.node.address
    const tooBig = native ? sent.tooBig : undefined
    const { asker, target, lastMac } = this.#nextHop(sent, bare)
    const lookUp = { asker, target, from: from.node, to: to.node }
    const start = this.#neighbours.resolve(lookUp, this.now) + INSIDE
    const parcels = fragmented(whole, from.node.mtu, id).map((octets): Parcel => {
      const time = from.node.departure(start, octets.length)
      const frame = () => ethernet({ src: from.node.mac, dst: target.mac }, octets)
      from.node.see({ time, frame, point: 'eth0', outgoing: true })
      return { octets, inner, from: from.node, to: to.node, time, late: 0, sender, tooBig }
    })
    this.#travel(sent, { parcels, whole, inner, lastMac })
  }

  #travel(
    sent: Sent,
    way: { parcels: readonly Parcel[]; whole: Uint8Array; inner: Uint8Array; lastMac: string },
  ): void {
    const { hops } = this.#options
    const target = sent.to.node
    const datagram = new Reassembly(target, way.whole)
    let parcels = way.parcels
    for (const fault of this.path) parcels = fault(parcels, this.#context)
    for (const { from, octets, time, late } of parcels) {
      this.at(this.#arrival(from, target, time) + late, () => {
        const frame = () =>
          padded(ethernet({ src: way.lastMac, dst: target.mac }, routed(octets, hops)))
        target.see({ time: this.now, frame, point: 'eth0', outgoing: false })
        if (datagram.take(octets)) {
          const packet = way.whole === way.inner ? routed(way.inner, hops) : way.inner
          this.after(INSIDE, () => this.#handOver(sent, packet))
        }
      })
    }
    if (parcels.some((parcel) => parcel.octets.length < way.whole.length)) {
      this.after(REASSEMBLY_TIME, () => this.#expire(datagram, sent))
    }
  }

  /** In order per direction, whatever the jitter; only faults put packets out of order. */
  #arrival(from: Node, to: Node, time: number): number {
    const { latency, jitter } = this.#options
    const last = this.#lastArrival.get(from) ?? new Map<Node, number>()
    this.#lastArrival.set(from, last)
    const arrival = Math.max(
      time + latency + Math.round(this.random.next() * jitter),
      (last.get(to) ?? 0) + 1_500,
    )
    last.set(to, arrival)
    return arrival
  }

  #handOver({ to, arrived }: Sent, octets: Uint8Array): void {
    if (!to.isHost) this.#seeInside(to, octets, true)
    arrived?.()
  }

  /** Between a machine and its pod; on the way in, the machine was one more router. */
  #seeInside(pod: Pod, packet: Uint8Array, outgoing: boolean): void {
    const [src, dst] = outgoing ? [pod.node.mac, pod.mac] : [pod.mac, pod.node.mac]
    const frame = () => ethernet({ src, dst }, routed(packet, outgoing ? 1 : 0))
    pod.node.see({ time: this.now, frame, point: 'lxc', outgoing })
  }

  #expire(datagram: Reassembly, { from, to }: Sent): void {
    const head = datagram.expired
    if (!head || !to.node.mayReport(this.now)) return
    to.node.tally.timeouts++
    const ends = { src: to.node.address, dst: from.node.address }
    const error = icmpError({ type: 11, code: 1 }, routed(head, this.#options.hops))
    const packet = { ...ends, proto: PROTO.icmp, id: to.node.nextId(this.random), tos: 0xc0 }
    const octets = ipPacket(packet, error)
    this.send({ from: to.node.host(), to: from.node.host(), octets, flow: 0 })
  }

  /** The error is seen only where it arrives. */
  #refuse({ from, octets, sender, tooBig }: Parcel, router: string, mtu: number): void {
    this.after(this.#options.latency, () => {
      const error = packetTooBig({ src: router, dst: sender }, octets, mtu)
      const frame = () => ethernet({ src: from.gateway.mac, dst: from.mac }, error)
      from.see({ time: this.now, frame, point: 'eth0', outgoing: false })
      tooBig?.(mtu)
    })
  }

  /** Who takes the packet from the sending machine, and who gives it to the receiving one. */
  #nextHop({ from, to }: Sent, bare: boolean) {
    const { hops } = this.#options
    const addressOf = (pod: Pod) => (bare && pod.isHost ? pod.address : pod.node.address)
    const asker = { address: addressOf(from), mac: from.node.mac }
    if (hops > 0) return { asker, target: from.node.gateway, lastMac: to.node.gateway.mac }
    return { asker, target: { address: addressOf(to), mac: to.node.mac }, lastMac: asker.mac }
  }
}
