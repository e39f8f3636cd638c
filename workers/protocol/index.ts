/** All analyzers. A new one: its file, and a line here. */
import type { DatagramSource, StreamSource } from './analyzer'
import { dhcp } from './dhcp'
import { dhcpv6 } from './dhcpv6'
import { dns, llmnr, mdns } from './dns'
import { nbdgm } from './nbdgm'
import { nbns } from './nbns'
import { ntp } from './ntp'
import { rtp } from './rtp'
import { sip } from './sip'
import { gquic } from './quic/gquic'
import { quic } from './quic/quic'
import { snmp } from './snmp'
import { dtls } from './tls/dtls'
import { tls } from './tls/tls'

export const datagramAnalyzers: readonly DatagramSource[] = [
  sip,
  dns,
  mdns,
  llmnr,
  nbns,
  nbdgm,
  dhcp,
  dhcpv6,
  ntp,
  snmp,
  quic,
  gquic,
  dtls,
  rtp,
]
export const streamAnalyzers: readonly StreamSource[] = [tls]
