/** Differences from tshark that have a reason. */

/** @type {readonly { filter: RegExp, capture?: RegExp, reason: string }[]} */
const REASONS = [
  { filter: /^dns\.(?:qry|resp)\.type == [A-Z]+$/, reason: 'names of types are understood here' },
  { filter: /^len\(tcp\)/, reason: 'its length of a TCP header counts payload in some states' },
  { filter: /./, capture: /IPcomp/, reason: 'compressed packets are not opened here' },
  {
    filter: /^udp\.stream/,
    capture: /nb6-telephone/,
    reason: 'conversations that SIP announces are numbered there before they begin',
  },
  {
    filter: /^(?:http|tls)\b/,
    reason:
      'an application is told by the content of a frame, or by its port, or by the records of the ' +
      'case: there by the conversation, and not on any port',
  },
]

/**
 * @param {string} capture
 * @param {string} filter
 */
export function expected(capture, filter) {
  return REASONS.some((one) => one.filter.test(filter) && (one.capture?.test(capture) ?? true))
}
