/** How a capture comes: any file format, resolution, byte order, link type and snapshot length. */
import { gzipSync } from 'node:zlib'
import type { CapturedFrame } from '../../../workers/forge/captured-frame'
import { LINKTYPE } from '../../../workers/forge/capture-writer'
import { asSll, asSll2 } from '../../../workers/forge/link-header'
import type { Bytes } from '../../../workers/forge/packet'
import { writePcap } from '../../../workers/forge/pcap-writer'
import { writePcapng } from '../../../workers/forge/pcapng-writer'
import type { Random } from '../../../workers/forge/random'

export type Taken = CapturedFrame & { time: number; outgoing?: boolean }

/** Enough for the headers of TCP in any of the tunnels, and for DNS. */
const SNAPLEN = 256

const LINKS = {
  [LINKTYPE.ethernet]: ({ octets }: Taken) => octets,
  [LINKTYPE.sll]: ({ octets, outgoing = false }: Taken) => asSll(octets, { outgoing }),
  [LINKTYPE.sll2]: ({ octets, outgoing = false }: Taken) => asSll2(octets, { outgoing }),
}

/** `cut`: the frames may be cut behind their headers. `names`: interfaces, in a file of several. */
export interface Container {
  write: (frames: readonly Taken[], taken?: { cut?: boolean; names?: readonly string[] }) => Bytes
}

export function anyContainer(random: Random, epoch: bigint): Container {
  const littleEndian = random.chance(0.7)
  const ng = random.chance(0.4)
  const nanosecond = random.chance(0.5)
  const gz = random.chance(0.3)
  const snaplen = random.chance(0.3) ? SNAPLEN : 262_144
  const linktype = random.pick([1, 1, 113, 276] as const)
  return {
    write(frames, { cut = true, names = ['eth0'] } = {}) {
      const link = names.length > 1 ? LINKTYPE.ethernet : linktype
      const kept = frames.map((frame) => {
        const octets = LINKS[link](frame)
        const shown = cut ? octets.subarray(0, snaplen) : octets
        return { ...frame, octets: shown, origLen: octets.length }
      })
      const tsresol = nanosecond ? 9 : 6
      const interfaces = names.map((name) => ({ name, linktype: link, tsresol }))
      const file =
        ng || names.length > 1
          ? writePcapng(kept, { littleEndian, interfaces, epoch })
          : writePcap(kept, { littleEndian, nanosecond, epoch, linktype: link })
      return gz ? new Uint8Array(gzipSync(file)) : file
    },
  }
}
