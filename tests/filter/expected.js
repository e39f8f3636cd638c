/** Differences from tshark that have a reason. */

/** @type {readonly { filter: RegExp, capture?: RegExp, reason: string }[]} */
const REASONS = []

/**
 * @param {string} capture
 * @param {string} filter
 */
export function expected(capture, filter) {
  return REASONS.some((one) => one.filter.test(filter) && (one.capture?.test(capture) ?? true))
}
