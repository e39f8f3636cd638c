/** Of each kind of message whole ones, and such as break the rules of their protocol. */
import { messages, overEthernet, overIpv4, overIpv6 } from './verdict'

const zeros = (octets: number) => '00'.repeat(octets)

const SHORT = 'length'
const ND = 'icmpv6.opt.length'
const OPTION = 'ipv6.opt.length'
const TLV = 'lldp.tlv.len'

const ICMP = messages(overIpv4(1), [
  ['echo request', '0800 0000 0001 0001', ''],
  ['of six octets', '0800 0000 0001', SHORT],
  ['of one octet', '08', SHORT],
  ['timestamp', `0d00 0000 0001 0001 ${zeros(12)}`, ''],
  ['timestamp without the last', `0d00 0000 0001 0001 ${zeros(11)}`, 'icmp.transmit_timestamp'],
  ['address mask', '1100 0000 0001 0001 ffffff00', ''],
  ['address mask cut', '1100 0000 0001 0001 ffff', 'icmp.address_mask'],
  ['redirect of nothing', '0501 0000 c0000201', 'icmp.redirect_gw'],
  ['two routers', `0900 0000 0202 0708 ${zeros(16)}`, ''],
  ['two routers, one there', `0900 0000 0202 0708 ${zeros(8)}`, 'icmp.num_addrs'],
])

const TARGET = 'fe80 0000 0000 0000 0000 0000 0000 0001'
const SOLICITATION = `8700 0000 0000 0000 ${TARGET}`

const ICMPV6 = messages(overIpv6(58), [
  ['solicitation', `${SOLICITATION} 0101 020000000001`, ''],
  ['solicitation without target', `8700 0000 0000 0000 ${zeros(15)}`, ND],
  ['option of length 0', `${SOLICITATION} 0100 020000000001`, ND],
  ['option beyond the message', `${SOLICITATION} 0102 020000000001`, ND],
  ['half an option', `${SOLICITATION} 01`, ND],
  ['unknown option', `${SOLICITATION} fd01 000000000000`, ''],
  ['advertised prefix', `8600 0000 4000 0708 ${zeros(8)} 0304 40c0 ${zeros(28)}`, ''],
  ['prefix in one unit', `8600 0000 4000 0708 ${zeros(8)} 0301 40c0 00000000`, ND],
  ['MTU in two units', `8600 0000 4000 0708 ${zeros(8)} 0502 0000 000005dc ${zeros(8)}`, ND],
  ['a DNS server', `8600 0000 4000 0708 ${zeros(8)} 1903 0000 00000e10 ${TARGET}`, ''],
  ['half a DNS server', `8600 0000 4000 0708 ${zeros(8)} 1902 0000 00000e10 ${zeros(8)}`, ND],
  ['error that quotes nothing', '0100 0000 0000 0000', 'icmpv6.type'],
  ['listener report', `8300 0000 0000 0000 ${TARGET}`, ''],
  ['listener report cut', `8300 0000 0000 0000 ${zeros(15)}`, 'icmpv6.mld.multicast_address'],
  ['query with a source', `8200 0000 0000 0000 ${TARGET} 0000 0001 ${TARGET}`, ''],
  ['query without it', `8200 0000 0000 0000 ${TARGET} 0000 0001`, 'icmpv6.mld.multicast_address'],
  ['report of a record', `8f00 0000 0000 0001 0400 0000 ${TARGET}`, ''],
  ['record without group', `8f00 0000 0000 0001 0400 0000 fe80`, 'icmpv6.mldr.nb_mcast_records'],
  ['of one octet', '80', SHORT],
])

const HOP_BY_HOP = messages(overIpv6(0), [
  ['router alert', '3b00 0502 0000 0100', ''],
  ['router alert of one octet', '3b00 0501 00 0101 00', OPTION],
  ['unknown option', '3b00 1e04 00000000', ''],
  ['option beyond the packet', '3b00 1e20 00000000', OPTION],
  ['CALIPSO too short', '3b00 0704 00000000', OPTION],
])

const ROUTING = messages(overIpv6(43), [
  ['source route', `3b02 0001 ${zeros(20)}`, ''],
  ['half an address', `3b01 0001 ${zeros(12)}`, 'ipv6.routing.len'],
  ['home address', `3b02 0201 ${zeros(20)}`, ''],
  ['no home address', `3b00 0201 ${zeros(4)}`, 'ipv6.routing.len'],
  ['segments', `3b02 0400 0000 0000 ${TARGET}`, ''],
  ['more segments than room', `3b02 0400 0100 0000 ${TARGET}`, 'ipv6.routing.len'],
])

const CHASSIS = '0207 04 020000000001'
const PORT = '0407 03 020000000001'
const TTL = '0602 0078'

const LLDP = messages(overEthernet(0x88cc), [
  ['whole', `${CHASSIS} ${PORT} ${TTL} 0000`, ''],
  ['without end', `${CHASSIS} ${PORT} ${TTL}`, ''],
  ['port first', `${PORT} ${CHASSIS} ${TTL} 0000`, 'lldp.tlv.type'],
  ['no lifetime', `${CHASSIS} ${PORT} 0000`, ''],
  ['nothing behind the port', `${CHASSIS} ${PORT}`, TLV],
  ['short link address', `0204 04 020000 ${PORT} ${TTL} 0000`, TLV],
  ['IPv4 address', `0206 05 01 c0000201 ${PORT} ${TTL} 0000`, ''],
  ['IPv6 address of four octets', `0206 05 02 c0000201 ${PORT} ${TTL} 0000`, TLV],
  ['beyond the frame', `${CHASSIS} ${PORT} ${TTL} 0a09 616263`, TLV],
  ['capabilities in two octets', `${CHASSIS} ${PORT} ${TTL} 0e02 0004 0000`, TLV],
  ['management address', `${CHASSIS} ${PORT} ${TTL} 100c 05 01 c0000201 02 00000001 00 0000`, ''],
  ['longer than its element', `${CHASSIS} ${PORT} ${TTL} 100c 30 01 ${zeros(10)} 0000`, TLV],
  ['VLAN of a port', `${CHASSIS} ${PORT} ${TTL} fe06 0080c2 01 0064 0000`, ''],
  ['VLAN in one octet', `${CHASSIS} ${PORT} ${TTL} fe05 0080c2 01 64 0000`, TLV],
  ['frame size in four octets', `${CHASSIS} ${PORT} ${TTL} fe08 00120f 04 000005ee 0000`, TLV],
])

const VRRP = messages(overIpv4(112), [
  ['version 2', '2101 6401 0001 0000 c0000201', ''],
  ['with text', '2101 6401 0101 0000 c0000201 7365637265740000', ''],
  ['text missing', '2101 6401 0101 0000 c0000201', 'vrrp.addr_count'],
  ['version 3', '3101 6402 0064 0000 c0000201 c0000202', ''],
  ['one address missing', '3101 6402 0064 0000 c0000201', 'vrrp.addr_count'],
])

const VRRP6 = messages(overIpv6(112), [
  ['version 3', `3101 6401 0064 0000 ${TARGET}`, ''],
  ['four octets of an address', '3101 6401 0064 0000 fe800000', 'vrrp.addr_count'],
])

const PIM = messages(overIpv4(103), [
  ['hello', '2000 0000 0001 0002 0069 0014 0004 12345678', ''],
  ['option beyond', '2000 0000 0001 0002 0069 0014 0004 1234', 'pim.optionlength'],
  ['option without its value', '2000 0000 0013 0000', 'pim.optionlength'],
  ['of two octets', '2000', SHORT],
  ['register of nothing', '2100 0000 0000 0000', SHORT],
])

const ospf = (version: number, type: number, length: string) =>
  `0${String(version)} 0${String(type)} ${length} 0a000001 00000000 0000`
const OSPF_HELLO = `${ospf(2, 1, '002c')} 0000 ${zeros(8)} ffffff00 000a 02 01 00000028 ${zeros(8)}`
const ROUTER_LSA = `0001 02 01 0a000001 0a000001 80000001 0000 0018 0000 0000`
const LSA_LENGTH = 'ospf.lsa.length'

const OSPF = messages(overIpv4(89), [
  ['hello', OSPF_HELLO, ''],
  ['hello with a digest behind it', `${OSPF_HELLO} ${zeros(16)}`, ''],
  ['half a neighbor', `${OSPF_HELLO.replace('002c', '002e')} 0a00`, 'ospf.packet_length'],
  ['longer than its packet', OSPF_HELLO.replace('002c', '0030'), 'ospf.packet_length'],
  ['update', `${ospf(2, 4, '0034')} 0000 ${zeros(8)} 00000001 ${ROUTER_LSA}`, ''],
  [
    'fewer than announced',
    `${ospf(2, 4, '0034')} 0000 ${zeros(8)} 00000002 ${ROUTER_LSA}`,
    'ospf.ls.number_of_lsas',
  ],
  [
    'advertisement of length 0',
    `${ospf(2, 4, '0034')} 0000 ${zeros(8)} 00000001 ${ROUTER_LSA.replace('0018', '0000')}`,
    LSA_LENGTH,
  ],
  [
    'advertisement beyond the update',
    `${ospf(2, 4, '0034')} 0000 ${zeros(8)} 00000001 ${ROUTER_LSA.replace('0018', '0024')}`,
    LSA_LENGTH,
  ],
])

const OSPF6 = messages(overIpv6(89), [
  ['acknowledgment', `${ospf(3, 5, '0024')} 0000 ${zeros(20)}`, ''],
  ['half an acknowledgment', `${ospf(3, 5, '001a')} 0000 ${zeros(10)}`, 'ospf.packet_length'],
])

const EIGRP_HELLO = `0205 0000 ${zeros(15)} 64 0001 000c 0100 0100 0000 000f`
const EIGRP = messages(overIpv4(88), [
  ['hello', EIGRP_HELLO, ''],
  ['software version', `${EIGRP_HELLO} 0004 0008 0c04 0102`, ''],
  ['without the version', `${EIGRP_HELLO} 0004 0004`, 'eigrp.tlv.len'],
  ['beyond the packet', `${EIGRP_HELLO} 0004 0010 0c04 0102`, 'eigrp.tlv.len'],
])

const SESSION = '000c 01 01 c0000201 11 00 1388'
const RSVP = messages(overIpv4(46), [
  ['path', `10 01 0000 40 00 0014 ${SESSION}`, ''],
  ['object of length 0', `10 01 0000 40 00 001c ${SESSION} 0000 fa 01 00000000`, 'rsvp.length'],
  ['object beyond', `10 01 0000 40 00 001c ${SESSION} 0020 fa 01 00000000`, 'rsvp.length'],
  ['longer than its packet', `10 01 0000 40 00 0028 ${SESSION}`, 'rsvp.message_length'],
])

const ISIS_HELLO = (length: string, elements: string) =>
  `fefe03 83 14 01 00 11 01 00 00 03 010203040506 001e ${length} 00 ${elements}`
const overLlc = (payload: Uint8Array) => overEthernet(payload.length)(payload)

const ISIS = messages(overLlc, [
  ['hello', ISIS_HELLO('0020', '0104 03 490001 8404 c0000201'), ''],
  ['element beyond', ISIS_HELLO('0018', '8108 cc00'), 'isis.hello.clv.length'],
  ['area beyond its element', ISIS_HELLO('001a', '0104 09 490001'), 'isis.hello.clv.length'],
  ['three octets of an address', ISIS_HELLO('0019', '8403 c00002'), 'isis.hello.clv.length'],
  ['shorter than its header', ISIS_HELLO('0010', ''), 'isis.hello.pdu_length'],
  ['longer than its frame', ISIS_HELLO('0040', ''), 'isis.hello.pdu_length'],
])

export const MESSAGES: Readonly<Record<string, ReturnType<typeof messages>>> = {
  ...{ ICMP, ICMPV6, HOP_BY_HOP, ROUTING, LLDP, VRRP, VRRP6, PIM },
  ...{ OSPF, OSPF6, EIGRP, RSVP, ISIS },
}
