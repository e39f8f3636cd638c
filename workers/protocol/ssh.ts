/** Secure Shell: versions RFC 4253 §4.2, packets §6, key exchange §7. Then everything is cipher. */
import { Octets } from '../wire/octets'
import type { Claim, Context, Sink, StreamAnalyzer, StreamSession } from './analyzer'
import { LineBuffer } from './line-buffer'
import { session } from './session'
import { agreed, hassh, readKeyExchange, type KeyExchange } from './ssh-kex'

const PORTS = [22, 29418]
const BANNER = 'SSH-'
const LF = 0x0a
const KEXINIT = 20
const NEWKEYS = 21
/** Longest packet believed before encryption; RFC 4253 §6.1 asks for 35,000. */
const MAX_PACKET = 262_144

type Phase = 'version' | 'clear' | 'cipher'

class SshSession implements StreamSession {
  private readonly phases: [Phase, Phase] = ['version', 'version']
  private readonly lines = [new LineBuffer(), new LineBuffer()] as const
  /** Does the direction wait for the rest of a packet? Its frames in between show nothing. */
  private readonly waits: [boolean, boolean] = [false, false]
  /** Does the direction go on with a line that is no version? */
  private readonly passing: [boolean, boolean] = [false, false]
  private readonly offers: [KeyExchange | null, KeyExchange | null] = [null, null]
  private readonly packet = new Octets()

  data(octets: Octets, context: Context, sink: Sink): number {
    const { direction } = context
    if (this.phases[direction] === 'version') return this.version(octets, context, sink)
    if (this.phases[direction] === 'cipher') {
      sink.protocol('ssh')
      return octets.captured
    }
    return this.clear(octets, context, sink)
  }

  gap(direction: 0 | 1): void {
    this.phases[direction] = 'cipher'
    this.waits[direction] = false
  }

  end(): void {
    // nothing waits for it
  }

  private version(octets: Octets, context: Context, sink: Sink): number {
    const { direction } = context
    if (octets.u8(0) === 0) {
      this.phases[direction] = 'clear'
      return this.clear(octets, context, sink)
    }
    sink.protocol('ssh')
    const end = lineEnd(octets)
    // In the midst of a connection, cipher is taken for lines: most of it is passed over.
    const passing = this.passing[direction]
    this.passing[direction] = false
    if (passing || (this.lines[direction].empty && !mayBeBanner(octets, end))) {
      this.passing[direction] = octets.u8(end - 1) !== LF
      return end
    }
    this.packet.aim(octets.view, octets.base, end, end)
    this.line(this.packet, context, sink)
    return end
  }

  private line(octets: Octets, context: Context, sink: Sink): void {
    const { direction } = context
    this.lines[direction].take(octets, (line) => {
      if (!line.startsWith(BANNER)) return
      this.phases[direction] =
        line.startsWith('SSH-1.') && !line.startsWith('SSH-1.99') ? 'cipher' : 'clear'
      sink.record('session', session(context, 'tcp', 'ssh', 'banner', line))
    })
  }

  private clear(octets: Octets, context: Context, sink: Sink): number {
    const { direction } = context
    const cut = octets.captured < octets.reported
    const length = octets.captured < 4 ? 0 : octets.u32(0)
    if (length > MAX_PACKET) {
      this.phases[direction] = 'cipher'
      sink.weird('ssh: packet of impossible length before encryption')
      sink.protocol('ssh')
      return octets.captured
    }
    const end = Math.max(6, 4 + length)
    if (octets.captured < end && !cut) {
      if (!this.waits[direction]) sink.protocol('ssh')
      this.waits[direction] = octets.captured >= 4
      return 0
    }
    this.waits[direction] = false
    sink.protocol('ssh')
    this.packet.aim(octets.view, octets.base, Math.min(end, octets.captured), end)
    const code = this.packet.u8(5)
    if (code === NEWKEYS) this.phases[direction] = 'cipher'
    if (code === KEXINIT) this.offer(this.packet, context, sink)
    return Math.min(end, octets.captured)
  }

  private offer(packet: Octets, context: Context, sink: Sink): void {
    const { direction } = context
    this.offers[direction] = readKeyExchange(packet)
    const other = this.offers[direction === 0 ? 1 : 0]
    const mine = this.offers[direction]
    const fromClient = context.dstPort < context.srcPort
    const name = fromClient ? 'hassh' : 'hasshServer'
    const print = `${name} ${hassh(mine, fromClient ? 0 : 1)}`
    sink.record('session', session(context, 'tcp', 'ssh', 'key exchange', print))
    if (other === null) return
    const [client, server] = fromClient ? [mine, other] : [other, mine]
    const text = [
      agreed(client.kex, server.kex),
      agreed(client.hostKey, server.hostKey),
      agreed(client.encryption[0], server.encryption[0]),
      agreed(client.mac[0], server.mac[0]),
    ]
    sink.record('session', session(context, 'tcp', 'ssh', 'algorithms', text.join(', ')))
  }
}

/** Is the beginning of this line, of `end` octets, that of a version? */
function mayBeBanner(octets: Octets, end: number): boolean {
  const length = Math.min(end, BANNER.length)
  for (let at = 0; at < length; at++) if (octets.u8(at) !== BANNER.charCodeAt(at)) return false
  return true
}

/** Octets up to and with the first line feed; all when there is none. */
function lineEnd({ view, base, captured }: Octets): number {
  for (let at = base; at < base + captured; at++) if (view.getUint8(at) === LF) return at + 1 - base
  return captured
}

/** At any port by its version; at its own whatever comes, as Wireshark. */
export const ssh: StreamAnalyzer = {
  name: 'ssh',
  ports: PORTS,
  mayBegin: (octet) => octet === BANNER.charCodeAt(0),
  claims(head: Octets, { srcPort, dstPort }: Context): Claim {
    if (PORTS.includes(srcPort) || PORTS.includes(dstPort)) return 'yes'
    const end = Math.min(head.captured, BANNER.length)
    for (let at = 0; at < end; at++) if (head.u8(at) !== BANNER.charCodeAt(at)) return 'no'
    return end === BANNER.length ? 'yes' : 'more'
  },
  start: () => new SshSession(),
}
