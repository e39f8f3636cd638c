/** Bounds of what is kept of octets that a tap missed. */

/**
 * Holes in the sequence numbers of all sides that are remembered; of one side the newest, and those filled
 * late. Segments that a tap saw only when they were sent again, of all sides and of one.
 */
export const MAX_HOLES = 200_000
export const MAX_HOLES_PER_SIDE = 64
export const MAX_LATE = 16
export const MAX_LATE_SEGMENTS = 100_000
export const MAX_LATE_SEGMENTS_PER_SIDE = 8
