/**
 * Segments whose checksum is wrong, and what became of them: a receiver discards what is damaged
 * (RFC 9293 §3.1), so that its sender must repeat it; what is acknowledged as it was sent has only left its
 * checksum to the network card. Rare, or all of a side, so only the first ones are followed.
 */
import { MAX_DAMAGED_SIDES, MAX_DAMAGE_FOLLOWED, MAX_DAMAGE_SAMPLES } from '../limits/limits'
import type { DamageRecord } from '../model/conn'
import {
  IP_LENGTH,
  ROW_WORDS,
  SHAPE,
  SUM_PARTIAL,
  SUM_WRONG,
  type PacketRows,
} from '../wire/packet-rows'
import type { Answered } from './delivery'

export class Damage {
  private readonly bySide = new Map<number, DamageRecord>()
  /** Segments of sides beyond the bound. */
  dropped = 0

  /** A segment of `side` with data, SYN or FIN. Returns whom to tell of its acknowledgement; `also`: who waits already. */
  segment(
    side: number,
    packets: PacketRows,
    index: number,
    also: Answered | null,
  ): Answered | null {
    const { words } = packets
    const p = index * ROW_WORDS
    const shape = words[p + SHAPE] as number
    if ((shape & SUM_WRONG) === 0) return also
    const damage = this.bySide.get(side) ?? this.add(side)
    if (damage === null) return also
    damage.wrong++
    if ((shape & SUM_PARTIAL) !== 0) {
      damage.partial++
      return also
    }
    if (damage.followed >= MAX_DAMAGE_FOLLOWED) return also
    damage.followed++
    const frame = packets.firstFrame + index
    const time = packets.time[index] as number
    const ipLength = words[p + IP_LENGTH] as number
    return (yes, by, at) => {
      also?.(yes, by, at)
      if (yes) damage.delivered++
      else damage.repeated++
      if (damage.samples.length >= MAX_DAMAGE_SAMPLES) return
      damage.samples.push({
        frame,
        time,
        ipLength,
        delivered: yes,
        settledFrame: by,
        settledTime: at,
      })
    }
  }

  /** null: none of the side was wrong. */
  record(side: number): DamageRecord | null {
    const damage = this.bySide.get(side)
    if (damage === undefined) return null
    return { ...damage, samples: [...damage.samples].sort((a, b) => a.frame - b.frame) }
  }

  private add(side: number): DamageRecord | null {
    if (this.bySide.size >= MAX_DAMAGED_SIDES) {
      this.dropped++
      return null
    }
    const added = { wrong: 0, partial: 0, followed: 0, delivered: 0, repeated: 0, samples: [] }
    this.bySide.set(side, added)
    return added
  }
}
