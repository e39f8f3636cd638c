/** Does what a side-car names occur in the captures? Told what the records hold, it counts. */
import { PrefixMap } from '../model/prefix-map'
import type { RecordHandlers, Tunnel } from '../model/records'
import type { Sidecars } from '../model/sidecar'

/** One thing that a file names. */
interface Named {
  file: number
  seen: boolean
}

/** Addresses that were looked up already; beyond, they are looked up again. */
const MAX_KNOWN = 100_000

export class Fit {
  private readonly facts: Sidecars
  private readonly addresses = new Map<string, Named[]>()
  private readonly prefixes = new PrefixMap<Named>()
  private readonly identities = new Map<number, Named[]>()
  private readonly devices = new Map<string, Named[]>()
  private readonly all: Named[] = []
  private readonly keys = new Set<string>()
  private readonly known = new Set<string>()

  constructor(facts: Sidecars) {
    this.facts = facts
    const { pods, nodes, services, endpoints, drops, traces, devices } = facts
    for (const fact of [...pods, ...nodes, ...services, ...endpoints]) this.nameAddress(fact)
    for (const { file, addresses } of devices) {
      for (const address of addresses) this.nameAddress({ file, address })
    }
    for (const { file, src, dst } of [...drops, ...traces]) {
      this.nameAddress({ file, address: src })
      this.nameAddress({ file, address: dst })
    }
    for (const { file, id } of facts.identities)
      this.name(file, `identity ${String(id)}`, this.identities, id)
    for (const { file, name } of devices) this.name(file, `device ${name}`, this.devices, name)
    for (const { file, node } of facts.tunnels) this.nameAddress({ file, address: node })
    for (const { file, base, length } of [...facts.tunnels, ...facts.routes, ...facts.podCidrs]) {
      this.namePrefix(file, base, length)
    }
  }

  private address(address: string): void {
    if (this.known.has(address)) return
    if (this.known.size < MAX_KNOWN) this.known.add(address)
    for (const named of this.addresses.get(address) ?? []) named.seen = true
    for (const named of this.prefixes.all(address)) named.seen = true
  }

  /** Of a tunnel: Cilium writes the identity of the sender there. */
  private identity(vni: number): void {
    for (const named of this.identities.get(vni) ?? []) named.seen = true
  }

  private device(name: string): void {
    for (const named of this.devices.get(name) ?? []) named.seen = true
  }

  /** Handlers that count, write the counts to the files in the end, and hand everything on. */
  listen(handlers: RecordHandlers): RecordHandlers {
    const tunnel = (carried: Tunnel | null) => {
      if (carried === null) return
      this.address(carried.src)
      this.address(carried.dst)
      this.identity(carried.vni)
    }
    const ends = (a: string, b: string, carried: Tunnel | null) => {
      this.address(a)
      this.address(b)
      tunnel(carried)
    }
    return {
      ...handlers,
      capture: (record) => {
        for (const { name } of record.taps) this.device(name.split(' ', 1)[0] ?? '')
        handlers.capture?.(record)
      },
      conn: (record) => {
        ends(record.orig.address, record.resp.address, record.tunnel)
        handlers.conn?.(record)
      },
      echoPath: (record) => {
        ends(record.src, record.dst, record.tunnel)
        handlers.echoPath?.(record)
      },
      fragmentPath: (record) => {
        ends(record.src, record.dst, record.carries)
        handlers.fragmentPath?.(record)
      },
      hostPair: (record) => {
        ends(record.a, record.b, record.tunnel)
        handlers.hostPair?.(record)
      },
      dns: (record) => {
        ends(record.src, record.dst, null)
        handlers.dns?.(record)
      },
      end: () => {
        this.finish()
        handlers.end?.()
      },
    }
  }

  /** Writes what was counted to the files. */
  private finish(): void {
    for (const file of this.facts.files) file.named = file.seen = 0
    for (const { file: index, seen } of this.all) {
      const file = this.facts.files[index]
      if (file === undefined) continue
      file.named++
      if (seen) file.seen++
    }
  }

  private nameAddress({ file, address }: { file: number; address: string }): void {
    if (address !== '') this.name(file, `address ${address}`, this.addresses, address)
  }

  private namePrefix(file: number, base: string, length: number): void {
    // A default route holds every address and says nothing.
    if (length <= 0) return
    const named = this.newName(file, `prefix ${base} ${String(length)}`)
    if (named !== null) this.prefixes.add(base, length, named)
  }

  private name<K>(file: number, key: string, into: Map<K, Named[]>, value: K): void {
    const named = this.newName(file, key)
    if (named === null) return
    const known = into.get(value)
    if (known === undefined) into.set(value, [named])
    else known.push(named)
  }

  /** Null: the file named it before. */
  private newName(file: number, key: string): Named | null {
    const own = `${String(file)} ${key}`
    if (this.keys.has(own)) return null
    this.keys.add(own)
    const named = { file, seen: false }
    this.all.push(named)
    return named
  }
}
