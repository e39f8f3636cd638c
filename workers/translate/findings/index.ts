/** What each detector says, in simplified Chinese: its own entries, then those that several share. */
import type { Finding } from '../../model/finding'
import type { Phrases } from '../../model/phrases'
import type { Entry } from '../catalogue'
import { OWN, Teller, type ToldFinding } from './teller'
import { ADDRESS_CONFLICT } from './zh-address-conflict'
import { CHECKSUM_ERRORS } from './zh-checksum-errors'
import { CONNECT_REFUSED } from './zh-connect-refused'
import { CONNECT_UNANSWERED } from './zh-connect-unanswered'
import { DEAD_PEER } from './zh-dead-peer'
import { DNS_LATENCY } from './zh-dns-latency'
import { DNS_SEARCH_LIST } from './zh-dns-search-list'
import { DUPLICATE_CAPTURE } from './zh-duplicate-capture'
import { FRAGMENT_ORDER } from './zh-fragment-order'
import { HALF_OPEN } from './zh-half-open'
import { HTTP_ERRORS } from './zh-http-errors'
import { ICMP_UNANSWERED } from './zh-icmp-unanswered'
import { IDENTITY_CHANGE } from './zh-identity-change'
import { IDLE_RESET } from './zh-idle-reset'
import { LOST_IN_NODE } from './zh-lost-in-node'
import { MTU_BLACK_HOLE } from './zh-mtu-black-hole'
import { MTU_ICMP_IGNORED } from './zh-mtu-icmp-ignored'
import { NAT_PAIRS } from './zh-nat-pairs'
import { ONE_WAY_CAPTURE } from './zh-one-way-capture'
import { ONE_WAY_TUNNEL } from './zh-one-way-tunnel'
import { OWN_DETECTOR } from './zh-own-detector'
import { PACKET_LOSS } from './zh-packet-loss'
import { PATH_ASYMMETRY } from './zh-path-asymmetry'
import { REASSEMBLY_TIMEOUT } from './zh-reassembly-timeout'
import { RECEIVER_WINDOW } from './zh-receiver-window'
import { RESET_STORM } from './zh-reset-storm'
import { SHARED } from './zh-shared'
import { SIDECAR_CONTRADICTION } from './zh-sidecar-contradiction'
import { SLOW_HANDSHAKE } from './zh-slow-handshake'
import { SLOW_SERVICE } from './zh-slow-service'
import { SYN_FLOOD } from './zh-syn-flood'
import { TLS_FAILURE } from './zh-tls-failure'
import { TUNNEL_MISDELIVERY } from './zh-tunnel-misdelivery'
import { TUNNEL_SIZE_DROP } from './zh-tunnel-size-drop'

/** By detector. */
const ENTRIES: Readonly<Record<string, readonly Entry[]>> = {
  'address-conflict': ADDRESS_CONFLICT,
  'checksum-errors': CHECKSUM_ERRORS,
  'connect-refused': CONNECT_REFUSED,
  'connect-unanswered': CONNECT_UNANSWERED,
  'dead-peer': DEAD_PEER,
  'dns-latency': DNS_LATENCY,
  'dns-search-list': DNS_SEARCH_LIST,
  'duplicate-capture': DUPLICATE_CAPTURE,
  'fragment-order': FRAGMENT_ORDER,
  'half-open': HALF_OPEN,
  'http-errors': HTTP_ERRORS,
  'icmp-unanswered': ICMP_UNANSWERED,
  'identity-change': IDENTITY_CHANGE,
  'idle-reset': IDLE_RESET,
  'lost-in-node': LOST_IN_NODE,
  'mtu-black-hole': MTU_BLACK_HOLE,
  'mtu-icmp-ignored': MTU_ICMP_IGNORED,
  'nat-pairs': NAT_PAIRS,
  'one-way-capture': ONE_WAY_CAPTURE,
  'one-way-tunnel': ONE_WAY_TUNNEL,
  'packet-loss': PACKET_LOSS,
  'path-asymmetry': PATH_ASYMMETRY,
  'reassembly-timeout': REASSEMBLY_TIMEOUT,
  'receiver-window': RECEIVER_WINDOW,
  'reset-storm': RESET_STORM,
  'sidecar-contradiction': SIDECAR_CONTRADICTION,
  'slow-handshake': SLOW_HANDSHAKE,
  'slow-service': SLOW_SERVICE,
  'syn-flood': SYN_FLOOD,
  'tls-failure': TLS_FAILURE,
  'tunnel-misdelivery': TUNNEL_MISDELIVERY,
  'tunnel-size-drop': TUNNEL_SIZE_DROP,
}

export const CHINESE: Phrases = { ...ENTRIES, [OWN]: OWN_DETECTOR, '': SHARED }

const teller = new Teller(CHINESE)

export const findingInChinese = (detector: string, sentence: string): string =>
  teller.sentence(detector, sentence)

export const toldInChinese = (finding: Finding): ToldFinding => teller.finding(finding)
