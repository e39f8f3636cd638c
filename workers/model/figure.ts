/**
 * Figures as data: what a detector wants to be seen. `workers/figure/` lays them out; the page and
 * the report draw the same layout. Labels are plain text and may hold text from packets.
 */
import type { BinCut, LatencyBin } from './latency-bins'
import type { FrameNumber, Nanos, OctetCount } from './units'

/** Fragments and answers between two hosts, in wire order. */
export interface LadderFigure {
  kind: 'ladder'
  title: string
  from: string
  to: string
  /** Each group is one datagram and what became of it. */
  groups: {
    caption: string
    tone: Tone
    steps: LadderStep[]
  }[]
}

export interface LadderStep {
  frame: FrameNumber
  /** Since the first step of its group. */
  time: Nanos
  direction: 'forth' | 'back' | 'none'
  label: string
  /** What the receiver can read in this fragment, e.g. `UDP 8472 · VXLAN 16621`; empty: no headers. */
  headers: string
  tone: Tone
}

/** How many octets each layer of the largest packet takes, against what the path carries. */
export interface ByteBudgetFigure {
  kind: 'byte-budget'
  title: string
  parts: { label: string; octets: OctetCount; role: 'outer' | 'tunnel' | 'inner' | 'payload' }[]
  /** Octets of IP packet that the path carries; a range when only bounds are known. */
  limit: { atLeast: OctetCount; below: OctetCount; label: string }
}

/** Transmissions of one segment, or of several, over time. */
export interface AttemptsFigure {
  kind: 'attempts'
  title: string
  lanes: {
    label: string
    tone: Tone
    points: { time: Nanos; frame: FrameNumber; tone: Tone; label: string }[]
  }[]
  until: Nanos
}

/** Packets by size: delivered against lost. */
export interface SizesFigure {
  kind: 'sizes'
  title: string
  unit: string
  delivered: { size: OctetCount; count: number }[]
  lost: { size: OctetCount; count: number }[]
  /** The hidden limit lies in [from, to). */
  bracket: { from: OctetCount; to: OctetCount } | null
}

/** Latencies in bins that double. */
export interface HistogramFigure {
  kind: 'histogram'
  title: string
  unit: 'ns'
  bins: readonly LatencyBin[]
  /** Absent in cases that an earlier version kept: cut at 1 µs · 2^k. */
  cut?: BinCut
  /** 0: there is none. */
  threshold: Nanos
}

/** One point per event over time. */
export interface ScatterFigure {
  kind: 'scatter'
  title: string
  /** At most 2000 points. */
  points: {
    time: Nanos
    value: Nanos
    /** 0: it opens none. */
    frame: FrameNumber
    tone: Tone
    /** Absent: that of the finding. */
    capture?: number
  }[]
  /** 0: there is none. */
  threshold: Nanos
  until: Nanos
  /** Shaded ranges, e.g. bursts. */
  spans: { from: Nanos; to: Nanos; label: string }[]
}

/** Named amounts as bars, largest first. */
export interface BarsFigure {
  kind: 'bars'
  title: string
  unit: string
  bars: { label: string; value: number; of: number; tone: Tone }[]
}

export type Figure =
  | LadderFigure
  | ByteBudgetFigure
  | AttemptsFigure
  | SizesFigure
  | HistogramFigure
  | ScatterFigure
  | BarsFigure

/** bad: lost, refused; good: answered, delivered; plain: neither. */
export type Tone = 'bad' | 'good' | 'plain' | 'muted'
