/**
 * Differences from tshark that have a reason. A rule speaks of no capture: it says in tshark's own
 * words which frames may differ, and any other that does is a mistake.
 */

/**
 * `missing`, `more`: tshark's filter for frames that only it finds, and that only we find; absent:
 * there may be none. `among`: a filter that finds something in such captures.
 * @type {readonly { filter: RegExp, missing?: string, more?: string, among?: string, reason: string }[]}
 */
const REASONS = [
  {
    filter: /./,
    missing: 'ipcomp',
    more: 'ipcomp',
    reason: 'compressed packets are not opened here',
  },
  {
    filter: /^tcp\.analysis\./,
    more: 'tcp',
    among: 'ipcomp',
    reason: 'compressed packets are not opened here: their connections lack segments',
  },
  {
    filter: /^udp\.stream/,
    missing: 'udp',
    more: 'udp',
    among: 'sdp',
    reason: 'conversations that SIP announces are numbered there before they begin',
  },
  {
    filter: /^http$/,
    missing: 'http && !http.request && !http.response && tcp.len > 0',
    reason: 'a message that goes on is told here by its port: there by the conversation',
  },
  {
    filter: /^http$/,
    more: 'tcp.len > 0 && !http',
    reason: 'a message that goes on is told here by its port, whatever is in it',
  },
  {
    filter: /^tls\b/,
    missing: 'quic || tls.record.opaque_type',
    more: 'tls.record.opaque_type || (tls && !tls.record.content_type)',
    reason:
      'records are not decrypted, QUIC is not opened, and a record is told where it begins although ' +
      'it goes on in other frames',
  },
]

/**
 * Why these frames differ; empty: for no reason that is known.
 * @param {string} filter
 * @param {readonly number[]} missing
 * @param {readonly number[]} more
 * @param {(filter: string) => number[]} ask tshark, of the same capture
 */
export function reasonOf(filter, missing, more, ask) {
  /**
   * @param {readonly number[]} frames
   * @param {string | undefined} within
   */
  const lie = (frames, within) => {
    if (frames.length === 0 || within === undefined) return frames.length === 0
    const allowed = new Set(ask(within))
    return frames.every((frame) => allowed.has(frame))
  }
  const found = REASONS.find(
    (one) =>
      one.filter.test(filter) &&
      lie(missing, one.missing) &&
      lie(more, one.more) &&
      (one.among === undefined || ask(one.among).length > 0),
  )
  return found?.reason ?? ''
}

/**
 * Why only tshark refuses a filter; empty: for no reason that is known.
 * @param {string} filter
 * @param {string} answer its words
 */
export function refusedAlone(filter, answer) {
  const names = /^dns\.(?:qry|resp)\.type == ([A-Z]+)$/.exec(filter)
  const words = `"${names?.[1] ?? ''}" cannot be found among the possible values`
  return names !== null && answer.includes(words)
    ? 'names of types are understood here as they stand in zone files'
    : ''
}
