/** Numbers by name, as far as they turn up in captures. IANA registries. */

/** IEEE 802 numbers: ethertypes. */
const ETHERTYPES: Readonly<Record<number, string>> = {
  0x0800: 'IPv4',
  0x0806: 'ARP',
  0x8100: '802.1Q VLAN',
  0x86dd: 'IPv6',
  0x8847: 'MPLS',
  0x8848: 'MPLS multicast',
  0x8863: 'PPPoE discovery',
  0x8864: 'PPPoE session',
  0x880b: 'PPP',
  0x88a8: '802.1ad VLAN',
  0x88be: 'ERSPAN',
  0x88cc: 'LLDP',
  0x9100: 'VLAN, old provider bridge',
  0x6558: 'transparent Ethernet bridging',
  0x22eb: 'ERSPAN III',
  0x6400: 'EoIP',
  0x8035: 'SLARP',
  0x809b: 'AppleTalk',
  0x80f3: 'AppleTalk ARP',
  0x8137: 'IPX',
  0x8808: 'Ethernet flow control',
  0x8809: 'slow protocols',
  0x888e: 'EAPOL',
  0x8892: 'PROFINET',
  0x88a2: 'ATA over Ethernet',
  0x88e5: 'MACsec',
  0x88e7: '802.1ah backbone',
  0x88f7: 'PTP',
  0x8902: 'CFM',
  0x8906: 'FCoE',
  0x890d: 'IEEE 802.11 remote frame',
  0x8914: 'FIP',
  0x8915: 'RoCE',
  0x894f: 'NSH',
  0x9000: 'loopback test',
}

/** Protocol numbers. */
const IP_PROTOCOLS: Readonly<Record<number, string>> = {
  0: 'hop-by-hop options',
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPv4',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6',
  43: 'routing',
  44: 'fragment',
  46: 'RSVP',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  59: 'no next header',
  60: 'destination options',
  88: 'EIGRP',
  89: 'OSPF',
  97: 'Ethernet in IP',
  103: 'PIM',
  108: 'IPComp',
  112: 'VRRP',
  115: 'L2TP',
  124: 'IS-IS over IPv4',
  132: 'SCTP',
  135: 'mobility',
  136: 'UDP-Lite',
  137: 'MPLS in IP',
  139: 'HIP',
  140: 'Shim6',
  143: 'Ethernet',
}

/** PPP DLL protocol numbers. */
const PPP_PROTOCOLS: Readonly<Record<number, string>> = {
  0x0021: 'IPv4',
  0x002d: 'Van Jacobson compressed TCP/IP',
  0x002f: 'Van Jacobson uncompressed TCP/IP',
  0x003d: 'multilink',
  0x0057: 'IPv6',
  0x00fd: 'compressed',
  0x0281: 'MPLS',
  0x8021: 'IPCP',
  0x8057: 'IPv6CP',
  0x80fd: 'CCP',
  0xc021: 'LCP',
  0xc023: 'PAP',
  0xc025: 'link quality report',
  0xc223: 'CHAP',
  0xc227: 'EAP',
}

/** ICMP types and codes; IANA “ICMP Parameters”. */
const ICMP_MESSAGES: Readonly<Record<string, string>> = {
  '0': 'echo reply',
  '3': 'destination unreachable',
  '3/0': 'network unreachable',
  '3/1': 'host unreachable',
  '3/2': 'protocol unreachable',
  '3/3': 'port unreachable',
  '3/4': 'fragmentation needed',
  '3/9': 'network administratively prohibited',
  '3/10': 'host administratively prohibited',
  '3/13': 'communication administratively filtered',
  '4': 'source quench',
  '5': 'redirect',
  '8': 'echo request',
  '9': 'router advertisement',
  '10': 'router solicitation',
  '11': 'time exceeded',
  '11/0': 'time to live exceeded in transit',
  '11/1': 'fragment reassembly time exceeded',
  '12': 'parameter problem',
  '13': 'timestamp request',
  '14': 'timestamp reply',
}

/** ICMPv6 types and codes; IANA “ICMPv6 Parameters”. */
const ICMPV6_MESSAGES: Readonly<Record<string, string>> = {
  '1': 'destination unreachable',
  '1/0': 'no route to destination',
  '1/1': 'administratively prohibited',
  '1/3': 'address unreachable',
  '1/4': 'port unreachable',
  '2': 'packet too big',
  '3': 'time exceeded',
  '3/0': 'hop limit exceeded in transit',
  '3/1': 'fragment reassembly time exceeded',
  '4': 'parameter problem',
  '128': 'echo request',
  '129': 'echo reply',
  '130': 'multicast listener query',
  '131': 'multicast listener report',
  '132': 'multicast listener done',
  '133': 'router solicitation',
  '134': 'router advertisement',
  '135': 'neighbor solicitation',
  '136': 'neighbor advertisement',
  '137': 'redirect',
  '143': 'multicast listener report v2',
}

/** `undefined` for numbers without a name here. */
export function ethertypeName(type: number): string | undefined {
  return ETHERTYPES[type]
}

export function pppProtocolName(protocol: number): string | undefined {
  return PPP_PROTOCOLS[protocol]
}

export function ipProtocolName(protocol: number): string | undefined {
  return IP_PROTOCOLS[protocol]
}

export function icmpTypeName(version: number, type: number): string | undefined {
  return (version === 6 ? ICMPV6_MESSAGES : ICMP_MESSAGES)[String(type)]
}

export function icmpCodeName(version: number, type: number, code: number): string | undefined {
  return (version === 6 ? ICMPV6_MESSAGES : ICMP_MESSAGES)[`${String(type)}/${String(code)}`]
}
