/** All analyzers. A new one: its file, and a line here. */
import type { DatagramSource, StreamSource } from './analyzer'
import { bgp } from './bgp'
import { coap } from './coap'
import { dhcp } from './dhcp'
import { dhcpv6 } from './dhcpv6'
import { dns, llmnr, mdns } from './dns'
import { dnsStream } from './dns-stream'
import { ftp } from './ftp'
import { ftpData } from './ftp-data'
import { http, ssdp } from './http/http'
import { http2 } from './http2/http2'
import { imap } from './imap'
import { nbdgm } from './nbdgm'
import { nbns } from './nbns'
import { nbss } from './nbss'
import { ntp } from './ntp'
import { pop } from './pop'
import { radius } from './radius'
import { rip } from './rip'
import { ripng } from './ripng'
import { rtp } from './rtp'
import { sip } from './sip'
import { gquic } from './quic/gquic'
import { quic } from './quic/quic'
import { sipStream } from './sip-stream'
import { smtp } from './smtp'
import { snmp } from './snmp'
import { ssh } from './ssh'
import { stun } from './stun'
import { telnet } from './telnet'
import { dtls } from './tls/dtls'
import { tls } from './tls/tls'

export const datagramAnalyzers: readonly DatagramSource[] = [
  sip,
  ssdp,
  dns,
  mdns,
  llmnr,
  nbns,
  nbdgm,
  dhcp,
  dhcpv6,
  ntp,
  snmp,
  coap,
  radius,
  rip,
  ripng,
  stun,
  quic,
  gquic,
  dtls,
  rtp,
]
export const streamAnalyzers: readonly StreamSource[] = [
  tls,
  http,
  ftpData,
  dnsStream,
  ftp,
  smtp,
  pop,
  imap,
  telnet,
  ssh,
  nbss,
  bgp,
  sipStream,
  http2,
]
