/** Machines of a scene, the pods on them, and what was seen at their interfaces. */
import { type CapturedFrame } from './captured-frame'
import { type Random } from './random'

const ICMP_ERROR_INTERVAL = 1e9 // ns, Linux `icmp_ratelimit` towards one destination

/** `eth0`: the underlay; `lxc`: between the machine and its pods. */
export type Point = 'eth0' | 'lxc'

export interface SeenFrame extends CapturedFrame {
  time: number
  /** An Ethernet frame. */
  octets: Uint8Array
  point: Point
  /** Sent, not received, by this machine's interface. */
  outgoing: boolean
}

/** A frame that was seen; its octets are made when somebody reads the capture. */
export interface Sighting {
  time: number
  point: Point
  outgoing: boolean
  frame: () => Uint8Array
}

/** Somebody on a link. */
export interface Station {
  address: string
  mac: string
}

export interface NodeSpec {
  address: string
  name?: string
  mac?: string
  /** Its router; default: address 1 of its own network. */
  gateway?: Station
  /** Of the underlay interface: larger packets without DF leave as fragments. */
  mtu?: number
  /**
   * `any-order`: as a kernel does. `head-first`: as the Cilium datapath does, which drops a later
   * fragment that precedes the first one.
   */
  reassembly?: 'any-order' | 'head-first'
}

export interface Pod {
  readonly node: Node
  readonly address: string
  readonly mac: string
  /** Written into the tunnel header of what it *sends*: the security identity in Cilium. */
  readonly vni: number
  readonly mtu: number
  /** The machine itself (host network): never in a tunnel. */
  readonly isHost: boolean
}

/** What a machine did with fragmented datagrams that arrived. */
export interface Tally {
  datagrams: number
  tailFirst: number
  reassembled: number
  /** ICMP fragment reassembly time exceeded that it sent. */
  timeouts: number
}

export class Node {
  readonly address: string
  readonly name: string
  readonly mac: string
  readonly gateway: Station
  readonly mtu: number
  readonly reassembly: 'any-order' | 'head-first'
  readonly tally: Tally = { datagrams: 0, tailFirst: 0, reassembled: 0, timeouts: 0 }
  readonly #seen: Sighting[] = []
  readonly #number: number
  readonly #podMtu: number
  #pods = 0
  #busyUntil = 0
  #id = 0
  #nextError = 0

  constructor(spec: NodeSpec, number: number, podMtu: number) {
    this.address = spec.address
    this.name = spec.name ?? `node${number}`
    this.mac = spec.mac ?? macOf(0x525400, number, 0)
    const router = this.address.replace(/[^.:]*$/, '1')
    this.gateway = spec.gateway ?? { address: router, mac: '00:1c:73:00:00:99' }
    this.mtu = spec.mtu ?? 1500
    this.reassembly = spec.reassembly ?? 'any-order'
    this.#number = number
    this.#podMtu = podMtu
  }

  pod(address: string, { vni = 1, mtu = this.#podMtu } = {}): Pod {
    this.#pods++
    const mac = macOf(0x8a3b0c, this.#number, this.#pods)
    return { node: this, address, mac, vni, mtu, isHost: false }
  }

  /** The machine as a station of its own. */
  host(address = this.address): Pod {
    return { node: this, address, mac: this.mac, vni: 0, mtu: this.mtu, isHost: true }
  }

  /** Source of the inner Ethernet frames of its tunnels. */
  get overlayMac(): string {
    return macOf(0x6e1f2a, this.#number, 0xff)
  }

  /** When a packet that is ready at `time` leaves: one after the other, at 10 Gbit/s. */
  departure(time: number, octets: number): number {
    const leaves = Math.max(time, this.#busyUntil)
    this.#busyUntil = leaves + 1_000 + Math.ceil(octets * 0.8)
    return leaves
  }

  /** Identification of its next packet: one counter, which other traffic moves too. */
  nextId(random: Random): number {
    this.#id = ((this.#id || random.integer(1, 65_536)) + random.integer(1, 9)) & 0xffff
    return this.#id
  }

  /** False while the rate limit forbids another ICMP error. */
  mayReport(now: number): boolean {
    if (now < this.#nextError) return false
    this.#nextError = now + ICMP_ERROR_INTERVAL
    return true
  }

  see(sighting: Sighting): void {
    this.#seen.push(sighting)
  }

  /** What `tcpdump -i eth0` would have written, in order of time. */
  frames(point: Point = 'eth0'): SeenFrame[] {
    return framesOf(this.#seen.filter((sighting) => sighting.point === point))
  }

  /** What was seen at all interfaces, in order of time. */
  allFrames(): SeenFrame[] {
    return framesOf(this.#seen)
  }
}

function framesOf(seen: readonly Sighting[]): SeenFrame[] {
  return seen
    .toSorted((a, b) => a.time - b.time)
    .map(({ time, point, outgoing, frame }) => ({ time, point, outgoing, octets: frame() }))
}

function macOf(vendor: number, node: number, pod: number): string {
  const octets = [vendor >>> 16, vendor >>> 8, vendor, 0xa1, node, pod]
  return octets.map((octet) => (octet & 255).toString(16).padStart(2, '0')).join(':')
}
