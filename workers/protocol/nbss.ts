/**
 * NetBIOS Session Service, which carries SMB: RFC 1002 §4.3.1; directly over TCP MS-SMB2 §2.1.
 *
 *   at 0  nbss.type  u8, 0: message    at 1  nbss.length  u24 (at port 139 the low 17 bits)
 */
import { Octets } from '../wire/octets'
import type { Claim, Context, Sink, StreamAnalyzer, StreamSession } from './analyzer'
import { readNetbiosName } from './netbios-name'
import { Firsts, session } from './session'
import { isSmb, takeSmb } from './smb'
import { isSmb2, takeSmb2 } from './smb2'

const PORTS = [139, 445]
const HEADER = 4
const MESSAGE = 0
const REQUEST = 0x81
const TYPES = [MESSAGE, REQUEST, 0x82, 0x83, 0x84, 0x85]
/** Octets of a message that are looked at; the rest, contents of files, is passed over. */
const LOOKED_AT = 65_536

class NbssSession implements StreamSession {
  /** Octets of a long message that are still to come. */
  private readonly passing: [number, number] = [0, 0]
  private readonly firsts = new Firsts()
  private readonly message = new Octets()

  data(octets: Octets, context: Context, sink: Sink): number {
    const { direction } = context
    const passing = this.passing[direction]
    if (passing > 0) {
      const passed = Math.min(passing, octets.captured)
      this.passing[direction] = passing - passed
      return passed
    }
    const cut = octets.captured < octets.reported
    if (octets.captured < HEADER + 4 && !cut) return this.short(octets, sink)
    const type = octets.u8(0)
    if (!TYPES.includes(type)) return this.lost(octets, sink)
    const length = octets.u24(1) & (type === MESSAGE ? 0xffffff : 0x1ffff)
    const end = HEADER + length
    const looked = Math.min(end, LOOKED_AT)
    if (octets.captured < looked && !cut) return 0
    sink.protocol('nbss')
    const captured = Math.min(looked, octets.captured)
    this.message.aim(octets.view, octets.base + HEADER, captured - HEADER, length)
    const done = Math.min(end, octets.captured)
    this.passing[direction] = end - done
    if (type === MESSAGE) this.carried(this.message, context, sink)
    else if (type === REQUEST) this.called(this.message, context, sink)
    return done
  }

  gap(direction: 0 | 1, length: number): void {
    const passing = this.passing[direction]
    this.passing[direction] = length < 0 || length > passing ? 0 : passing - length
  }

  end(): void {
    // nothing waits for it
  }

  /** A keep-alive and a response without error have no data. */
  private short(octets: Octets, sink: Sink): number {
    const { captured } = octets
    if (captured < HEADER || octets.u24(1) > captured - HEADER) return 0
    sink.protocol('nbss')
    return HEADER + octets.u24(1)
  }

  /** In the midst of something, behind a gap: until a segment begins with a header again. */
  private lost(octets: Octets, sink: Sink): number {
    sink.protocol('nbss')
    return octets.captured
  }

  private carried(message: Octets, context: Context, sink: Sink): void {
    if (message.captured < 4) return
    const id = message.u32(0)
    if (isSmb2(id)) takeSmb2(message, context, sink, this.firsts)
    else if (isSmb(id)) takeSmb(message, 'tcp', context, sink, this.firsts)
  }

  /** RFC 1002 §4.3.2: names of the called and of the caller. */
  private called(message: Octets, context: Context, sink: Sink): void {
    const called = readNetbiosName(message, 0)
    const caller = readNetbiosName(message, called.end)
    const text = `${caller.text} to ${called.text}`
    sink.record('session', session(context, 'tcp', 'nbss', 'session request', text))
  }
}

/** At any port when the message is one of SMB; at its own whatever comes, as Wireshark. */
export const nbss: StreamAnalyzer = {
  name: 'nbss',
  ports: PORTS,
  mayBegin: (octet) => octet === MESSAGE,
  claims(head: Octets, { srcPort, dstPort }: Context): Claim {
    if (PORTS.includes(srcPort) || PORTS.includes(dstPort)) return 'yes'
    if (head.u8(0) !== MESSAGE) return 'no'
    if (head.captured < HEADER + 4) return 'more'
    const id = head.u32(HEADER)
    return isSmb(id) || isSmb2(id) ? 'yes' : 'no'
  },
  start: () => new NbssSession(),
}
