/** Late segments: overtaken on their way, or sent again? */
import { describe, expect, it } from 'vitest'
import { ethernet, ipv6, PROTO, type TcpOptions } from '../../../workers/forge/packet'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { inVxlan, type Segment, TcpScript, type Wrap } from '../../support/tcp-script'

/** A segment of 100 octets is left out; it comes 300 ms after the next one, long after a round trip. */
async function filled(next: Segment, late: Segment, script = new TcpScript().handshake()) {
  script.client({ length: 100, options: optionsOf(next) })
  script.client({ seq: 201, length: 100, ...next })
  script.client({ seq: 101, length: 100, after: 300, ...late })
  script.server({ ack: 301 })
  const [conn] = (await recordsOf(captureOf(script.frames))).conns
  const { outOfOrder, retransmissions } = only(conn ? [conn] : []).origSide
  return { outOfOrder, retransmissions }
}

const OVERTAKEN = { outOfOrder: 1, retransmissions: 0 }
const REPEATED = { outOfOrder: 0, retransmissions: 1 }

const stamped = (value: number): { options: TcpOptions } => ({
  options: { timestamps: { value, echo: 7 } },
})
const optionsOf = ({ options }: Segment): TcpOptions =>
  options?.timestamps ? stamped(options.timestamps.value).options : {}

describe('a segment that comes late', () => {
  it.each([
    [105, 104, OVERTAKEN],
    [105, 106, REPEATED],
    [105, 105, REPEATED],
    [1, 65_534, OVERTAKEN],
    [300, 44, OVERTAKEN],
    // RFC 6864: others draw their identifications by lot.
    [301, 44, REPEATED],
  ])('was overtaken by identification %i if it has %i', async (next, late, said) => {
    expect(await filled({ id: next }, { id: late })).toEqual(said)
  })

  it.each([
    [5000, 4999, OVERTAKEN],
    [5000, 5001, REPEATED],
    [1, 0xffff_fff0, OVERTAKEN],
  ])('was overtaken by timestamp %i if it has %i', async (next, late, said) => {
    // The identifications would say the contrary.
    const id = said === OVERTAKEN ? 106 : 104
    expect(await filled({ id: 105, ...stamped(next) }, { id, ...stamped(late) })).toEqual(said)
  })

  it('is told by its identification where the timestamps are equal', async () => {
    const [next, late] = [stamped(5000), stamped(5000)]
    expect(await filled({ id: 105, ...next }, { id: 104, ...late })).toEqual(OVERTAKEN)
    expect(await filled({ id: 105, ...next }, { id: 106, ...late })).toEqual(REPEATED)
  })

  it('is told inside of a tunnel by its own header', async () => {
    const script = () => new TcpScript({ wrap: inVxlan(7) }).handshake()
    expect(await filled({ id: 105 }, { id: 104 }, script())).toEqual(OVERTAKEN)
    expect(await filled({ id: 105 }, { id: 106 }, script())).toEqual(REPEATED)
  })

  it('is told over IPv6 by its timestamp alone', async () => {
    const ends = { client: 'fd00::1', server: 'fd00::2' }
    const overIpv6: Wrap = (packet, from) => {
      const [src, dst] = from === 'client' ? [ends.client, ends.server] : [ends.server, ends.client]
      return ethernet({}, ipv6({ src, dst, proto: PROTO.tcp }, packet.subarray(20)))
    }
    const script = () => new TcpScript({ wrap: overIpv6 }).handshake()
    expect(await filled(stamped(5000), stamped(4999), script())).toEqual(OVERTAKEN)
    expect(await filled(stamped(5000), stamped(5001), script())).toEqual(REPEATED)
    expect(await filled({ id: 105 }, { id: 104 }, script())).toEqual(REPEATED)
  })
})
