/**
 * Units, by name. Aliases rather than brands: they are read by people, and columns of numbers
 * cannot carry a brand.
 */

/** Nanoseconds since the first frame of the same capture. Exact below 2^53 (104 days). */
export type Nanos = number

/** `frame.number`: from 1, per capture, in file order. */
export type FrameNumber = number

/** A TCP or UDP port, 0–65535. */
export type Port = number

/** A count of octets. */
export type OctetCount = number

export const NANOS_PER_MS = 1e6
export const NANOS_PER_SECOND = 1e9
