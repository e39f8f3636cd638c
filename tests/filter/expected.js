/**
 * Differences from tshark that have a reason. A rule speaks of no capture: it names, in tshark's own
 * words, the frames that may differ under a filter; any other that does is a mistake.
 */

/**
 * Frames that tshark's `filter` finds: `alone`, or where it puts segments together; of them those in
 * a conversation that one of `streamsOf` is in, or in none that began before the first of `behind`;
 * `unread`: none that tshark finds, but those behind the last frame that it reads.
 * @typedef {{ filter: string, together?: true, streamsOf?: string, behind?: string, unread?: true }} Frames
 *
 * `missing`, `more`: frames that only tshark finds, and that only we find; absent: there may be none.
 * `most`: there may be no more of them than frames that this filter finds.
 * @typedef {{ filter: RegExp, missing?: Frames, more?: Frames, most?: string, reason: string }} Rule
 *
 * Asks tshark about the same capture.
 * @typedef {object} Oracle
 * @property {(filter: string, together?: boolean) => number[]} frames
 * @property {(filter: string, field: string) => string[]} values distinct ones
 */

/** Where HTTP is told by its port. */
const HTTP_PORTS = 'tcp.port in {80, 1900, 2710, 2869, 3128, 3132, 5985, 8080, 8088, 11371}'
const HTTP_GOES_ON = 'http && !http.request && !http.response && tcp.len > 0'
const FRAGMENTED = 'tcp && (ip.flags.mf == 1 || ip.frag_offset > 0 || ipv6.fraghdr)'
/** What looks like DNS at another port, and is not. */
const NO_DNS = 'dns && _ws.malformed && !(udp.port in {53, 5353, 5355})'

/** @type {readonly Rule[]} */
const RULES = [
  {
    filter: /\b(frame\.protocols|ip|ipv6|icmp|icmpv6|tcp|udp|http|dns|tls)\b/,
    missing: { filter: 'ipcomp' },
    more: { filter: 'ipcomp' },
    reason: 'compressed packets are not opened here',
  },
  {
    filter: /^tcp\.analysis\./,
    more: { filter: 'tcp', streamsOf: 'ipcomp && tcp' },
    reason: 'compressed packets are not opened here: their connections lack segments',
  },
  {
    filter: /^tcp\.time_/,
    missing: { filter: 'tcp', streamsOf: 'ipcomp && tcp' },
    more: { filter: 'tcp', streamsOf: 'ipcomp && tcp' },
    reason: 'compressed packets are not opened here: their connections lack segments',
  },
  {
    filter: /^tcp\.analysis\.(ack_rtt|acks_frame|initial_rtt|bytes|push|rto|duplicate_ack_)/,
    missing: { filter: 'tcp', streamsOf: FRAGMENTED },
    more: { filter: 'tcp', streamsOf: FRAGMENTED },
    reason: 'a segment in fragments is not analysed here: there its first one is',
  },
  {
    filter: /^udp\.stream (==|in) /,
    missing: { filter: 'udp', behind: 'sdp' },
    more: { filter: 'udp', behind: 'sdp' },
    reason: 'a conversation that SDP announces is one there for each end that it names',
  },
  {
    filter: /./,
    more: { filter: 'frame', unread: true },
    reason: 'a damaged file is read on here behind the damage',
  },
  {
    filter: /^http\b/,
    missing: { filter: '(icmp || icmpv6) && http' },
    reason: 'what an ICMP error quotes is no message here',
  },
  {
    filter:
      /^(dhcp|ntp|nbns|nbdgm|snmp|syslog|ssh|ftp|telnet|smtp|pop|imap|nbss|smb2?|bgp|sip|quic)\b/,
    missing: { filter: 'icmp || icmpv6' },
    reason: 'what an ICMP error quotes is no message here',
  },
  {
    filter: /^http\b/,
    more: { filter: 'http2' },
    reason: 'requests and responses of HTTP/2 have the names of HTTP here',
  },
  {
    filter: /^http$/,
    missing: { filter: `${HTTP_GOES_ON} && !(${HTTP_PORTS})` },
    reason: 'a message that goes on is told here by its port: there by the conversation',
  },
  {
    filter: /^http$/,
    more: { filter: `tcp.len > 0 && !http && ${HTTP_PORTS}` },
    reason: 'a message that goes on is told here by its port, whatever is in it',
  },
  {
    filter: /^http\.(request|host|user_agent)\b/,
    more: { filter: `${HTTP_GOES_ON} && tcp.flags.push == 1` },
    most: 'http.request && http.content_length > 0',
    reason: 'a request is found where it begins, and also where its body ends or breaks off',
  },
  {
    filter: /^smb(\.(?!file|path)|$)/,
    more: { filter: 'nbdgm && _ws.malformed' },
    reason: 'what follows a damaged name is read here',
  },
  {
    filter: /^tls(\.handshake\b.*)?$/,
    missing: { filter: 'quic && tls' },
    reason: 'of QUIC the first packets of a client are opened here, alone',
  },
  {
    filter: /^tls$/,
    more: { filter: 'tcp.len > 0 && !tls && tcp.port == 443' },
    reason: 'a record that goes on is told here by its port, wherever it began',
  },
  {
    filter: /^tls\.(handshake|alert_message|record\.content_type|app_data)\b/,
    missing: { filter: 'tls.record.opaque_type' },
    more: { filter: 'tls.record.opaque_type' },
    reason: 'a record has the type here that stands on it: there the one that was sealed in it',
  },
  {
    filter: /^tls\.(record|app_data|handshake)\b/,
    more: { filter: 'tls && tcp.segment_data', together: true },
    reason: 'a record is told where it begins, although it goes on in other segments',
  },
  {
    filter: /^(quic\b|frame\.protocols)/,
    missing: { filter: 'quic' },
    reason: 'of QUIC the long headers are told, and the numbers of the first packets of a client',
  },
  {
    filter: /^smtp\.req/,
    missing: { filter: 'smtp.req && !(smtp.req.command matches "^[a-z]")' },
    more: { filter: 'smtp && !smtp.req && !smtp.rsp' },
    reason: 'a command is told here by its word: there by what came before it',
  },
  {
    filter: /^ssh\.(message_code|kex)/,
    missing: { filter: 'ssh && !ssh.protocol' },
    more: { filter: 'ssh && !ssh.protocol' },
    reason: 'a packet is told here where all of it fits: there by where the one before ended',
  },
  {
    filter: /^smb2?\.(file|path|filename|tree)/,
    missing: { filter: '(smb && (smb.fid || smb.tid)) || (smb2 && (smb2.fid || smb2.tid))' },
    reason: 'a name is told where it stands: there also where its number does',
  },
  {
    filter: /^dns\b/,
    missing: { filter: NO_DNS },
    reason: 'DNS is told here where it fits: there also by its first octets, as far as it goes',
  },
  {
    filter: /^!\(.*\bdns\)$/,
    more: { filter: NO_DNS },
    reason: 'DNS is told here where it fits: there also by its first octets, as far as it goes',
  },
  {
    filter: /^ip\.opt\./,
    more: { filter: '_ws.expert.message matches "option length = |past end of options"' },
    reason: 'an option that goes beyond its header has type and length here',
  },
  {
    filter: /./,
    missing: { filter: 'ip.proto in {0, 43, 44, 60} && !ipv6' },
    more: { filter: 'ip.proto in {0, 43, 44, 60} && !ipv6' },
    reason: 'extension headers of IPv6 stand behind IPv6 alone (RFC 8200 §4)',
  },
  {
    filter: /^frame\.time/,
    missing: { filter: 'frame.time_delta > 1000000000' },
    more: {
      filter:
        '!frame.time_epoch || frame.time_delta > 1000000000 || frame.time_relative > 1000000000',
    },
    reason:
      'a frame without a time has that of the one before: times behind it count there from 1970',
  },
]

/**
 * Why these frames differ; none: for no reason that is known.
 * @param {string} filter
 * @param {readonly number[]} missing
 * @param {readonly number[]} more
 * @param {Oracle} oracle
 * @returns {string[]}
 */
export function reasonsOf(filter, missing, more, oracle) {
  const rules = RULES.filter((rule) => rule.filter.test(filter))
  /** @type {Set<string>} */
  const reasons = new Set()
  const isKnown =
    areKnown(missing, (rule) => rule.missing, rules, oracle, reasons) &&
    areKnown(more, (rule) => rule.more, rules, oracle, reasons)
  return isKnown ? [...reasons] : []
}

/**
 * @param {readonly number[]} frames
 * @param {(rule: Rule) => Frames | undefined} side
 * @param {readonly Rule[]} rules
 * @param {Oracle} oracle
 * @param {Set<string>} reasons takes those that were needed
 */
function areKnown(frames, side, rules, oracle, reasons) {
  let left = [...frames]
  const last = oracle.frames('frame').at(-1) ?? 0
  for (const rule of rules) {
    const allowed = side(rule)
    if (left.length === 0 || allowed === undefined) continue
    const known = new Set(allowed.unread ? [] : framesOf(allowed, oracle))
    const isKnown = (/** @type {number} */ frame) =>
      allowed.unread ? frame > last : known.has(frame)
    const rest = left.filter((frame) => !isKnown(frame))
    const taken = left.length - rest.length
    if (taken === 0) continue
    if (rule.most !== undefined && taken > oracle.frames(rule.most).length) continue
    reasons.add(rule.reason)
    left = rest
  }
  return left.length === 0
}

/**
 * @param {Frames} frames
 * @param {Oracle} oracle
 */
function framesOf({ filter, together, streamsOf, behind }, oracle) {
  if (streamsOf !== undefined) {
    const streams = oracle.values(streamsOf, 'tcp.stream')
    if (streams.length === 0) return []
    return oracle.frames(`(${filter}) && tcp.stream in {${streams.join(', ')}}`)
  }
  if (behind !== undefined) {
    const [first] = oracle.frames(behind)
    if (first === undefined) return []
    const before = oracle.values(`frame.number <= ${first}`, 'udp.stream')
    const older = before.length === 0 ? '' : ` && !(udp.stream in {${before.join(', ')}})`
    return oracle.frames(`(${filter})${older}`)
  }
  return oracle.frames(filter, together)
}
