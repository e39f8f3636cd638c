/** Where the walk through a dropped file stands, and what it finds there. */
import type { CaptureStep, Packing } from '../model/capture'
import type { UnpackBudget } from './bounded-chunks'
import { HEAD_OCTETS } from './detect-format'
import { OctetFeed } from './octet-feed'
import { refused } from './open-reader'
import { within, type Place } from './place'
import type { OpenOutcome } from './reader'

export interface Part {
  /** The file's name, and the path within it: `bundle.zip/node1/eth0.pcap`. */
  name: string
  /** From the file to the part. */
  steps: CaptureStep[]
  /** Octets of the file before those that the part's reader counts. */
  readBefore: number
  /** A capture must be read and closed before the next part is asked for. */
  outcome: OpenOutcome
}

export interface Spot {
  name: string
  place: Place
  /** Gives the octets of a place without blob, for the first time. Null: it has a blob. */
  feed: OctetFeed | null
  /** Octets of the place; −1: only its end would tell. */
  size: number
  steps: CaptureStep[]
  readBefore: number
  /** Compressions since the last bundle, outermost first. */
  packed: Packing[]
  depth: number
}

export async function headOf({ place, feed }: Spot): Promise<Uint8Array> {
  if (feed !== null) return feed.peek(HEAD_OCTETS)
  const blob = place.blob ?? new Blob()
  return new Uint8Array(await blob.slice(0, HEAD_OCTETS).arrayBuffer())
}

/** An entry of the bundle at `spot`. `feed`: it comes by, and is not closed; else it is opened. */
export function entryAt(
  spot: Spot,
  name: string,
  steps: readonly CaptureStep[],
  budget: UnpackBudget,
  feed: OctetFeed | null = null,
): Spot {
  let { place, readBefore, size } = spot
  for (const step of steps) {
    if ('at' in step && place.blob !== null) readBefore += step.at
    size = 'at' in step ? step.length : -1
    place = within(place, step, budget)
  }
  return {
    name: pathIn(spot, name),
    place,
    feed: place.blob === null ? (feed ?? new OctetFeed(place.open())) : null,
    size,
    steps: [...spot.steps, ...steps],
    readBefore,
    packed: [],
    depth: spot.depth + 1,
  }
}

export function pathIn(spot: Spot, name: string): string {
  return `${spot.name}/${name.replace(/^(\.?\/)+/, '')}`
}

export function partAt({ name, steps, readBefore }: Spot, outcome: OpenOutcome): Part {
  return { name, steps, readBefore, outcome }
}

/** Something that is no capture. `what` continues the sentence that begins with its name. */
export function otherAt(spot: Spot, what: string, name = spot.name): Part {
  return partAt({ ...spot, name }, refused(name, what))
}
