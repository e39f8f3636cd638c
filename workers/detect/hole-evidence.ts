/** What the detectors of lost sizes look at, and with which limits. */
import type { ConnRecord, EchoPathRecord, RecordHandlers } from '../model/records'
import type { OctetCount } from '../model/units'
import { BehindLoss } from './behind-loss'
import { EchoSizes } from './echo-sizes'
import { OneWayTaps } from './one-way'
import { OutsideTunnel } from './outside-tunnel'
import { PathSigns } from './path-signs'
import { SizeLoss } from './size-loss'
import { Translators } from './translators'
import { Places } from './way'

export interface HoleLimits {
  minTransmissions: number
  minEchoes: number
  minOctets: OctetCount
  minHoleSeconds: number
}

/** In which a sender that waits a second for an ACK, and then two, has sent again twice (RFC 6298 §5.5). */
export const MIN_HOLE_SECONDS = {
  value: 3,
  least: 1,
  meaning: 'seconds in which nobody fills a hole of segments that a tap behind the loss misses',
} as const

/** Both detectors see the same records, so it is gathered once for both. */
export class HoleEvidence {
  conns = 0
  readonly places = new Places()
  readonly losses: SizeLoss
  readonly echoes = new EchoSizes()
  readonly signs = new PathSigns()
  readonly oneWay = new OneWayTaps()
  readonly outside: OutsideTunnel
  readonly translators = new Translators()
  readonly behind: BehindLoss
  readonly handlers: Required<
    Pick<
      RecordHandlers,
      'capture' | 'conn' | 'echoPath' | 'fragmentPath' | 'icmpError' | 'hostPair' | 'natPair'
    >
  >

  constructor({ minTransmissions, minOctets }: HoleLimits) {
    this.losses = new SizeLoss(minTransmissions, minOctets)
    const { places, signs } = this
    this.outside = new OutsideTunnel(this.losses, signs)
    this.behind = new BehindLoss(this.losses, signs)
    this.handlers = {
      capture: (record) => {
        places.add(record)
        this.behind.capture(record)
      },
      conn: (record) => {
        this.conn(record)
      },
      echoPath: (record) => {
        this.echoPath(record)
      },
      fragmentPath: (record) => {
        signs.fragmentPath(record)
      },
      icmpError: (record) => {
        signs.icmpError(record)
      },
      hostPair: (record) => {
        signs.hostPair(record)
      },
      natPair: (record) => {
        this.translators.add(record)
      },
    }
  }

  private conn(record: ConnRecord): void {
    this.conns++
    this.oneWay.conn(record)
    this.losses.conn(record)
  }

  private echoPath(record: EchoPathRecord): void {
    this.oneWay.echoPath(record)
    this.echoes.add(record)
    this.signs.echoPath(record)
    // An answer proves that the request arrived; whether it arrived itself, the tap cannot say.
    for (const { ipLength, outerLength, answered } of record.sizes) {
      if (answered > 0) this.losses.arrived(record, record.src, record.dst, ipLength, outerLength)
    }
  }
}
