/** Fields of tunnels. Names and types: Wireshark 4.0. */
export const TUNNEL_FIELDS = `
capwap.data                 protocol Control And Provisioning of Wireless Access Points, data
capwap.header.flags.f       boolean  Fragment
capwap.header.flags.k       boolean  Keep-alive
capwap.header.flags.l       boolean  Last fragment
capwap.header.flags.m       boolean  Radio MAC address
capwap.header.flags.t       boolean  Native frame format
capwap.header.flags.w       boolean  Wireless information
capwap.header.fragment.id   uint16   Fragment ID
capwap.header.length        uint24   Header length
capwap.header.rid           uint24   Radio ID
capwap.header.wbid          uint24   Wireless binding ID
capwap.preamble.type        uint8    Type
capwap.preamble.version     uint8    Version
erspan                      protocol Encapsulated Remote Switch Packet Analysis
erspan.cos                  uint16   COS
erspan.encap                uint16   Encapsulation
erspan.index                uint32   Index, or time stamp
erspan.spanid               uint16   Span ID
erspan.truncated            uint16   Truncated
erspan.version              uint16   Version
erspan.vlan                 uint16   VLAN
etherip                     protocol Ethernet over IP
etherip.ver                 uint16   Version
geneve                      protocol Generic Network Virtualization Encapsulation
geneve.flags                uint8    Flags
geneve.flags.critical       boolean  Critical options present
geneve.flags.oam            boolean  OAM frame
geneve.option.class         uint16   Option class
geneve.option.length        uint8    Options length
geneve.option.type          uint8    Option type
geneve.option.type.critical boolean  Critical option
geneve.option.unknown.data  bytes    Option data
geneve.proto_type           uint16   Protocol type
geneve.version              uint8    Version
geneve.vni                  uint24   Virtual network identifier (VNI)
gre                         protocol Generic Routing Encapsulation
gre.ack_number              uint32   Acknowledgment number
gre.checksum                uint16   Checksum
gre.flags.checksum          boolean  Checksum bit
gre.flags.key               boolean  Key bit
gre.flags.routing           boolean  Routing bit
gre.flags.sequence_number   boolean  Sequence number bit
gre.flags.version           uint16   Version
gre.flags_and_version       uint16   Flags and version
gre.key                     uint32   Key
gre.key.call_id             uint16   Call ID
gre.key.payload_length      uint16   Payload length
gre.offset                  uint16   Offset
gre.proto                   uint16   Protocol type
gre.sequence_number         uint32   Sequence number
gtp                         protocol GPRS Tunnelling Protocol
gtp.ext_hdr.next            uint8    Next extension header
gtp.flags.e                 boolean  Extension header
gtp.flags.payload           uint8    Protocol type
gtp.flags.pn                boolean  N-PDU number
gtp.flags.s                 boolean  Sequence number
gtp.flags.version           uint8    Version
gtp.flow_label              uint16   Flow label
gtp.length                  uint16   Length
gtp.message                 uint8    Message type
gtp.npdu_number             uint8    N-PDU number
gtp.seq_number              uint16   Sequence number
gtp.sndcp_number            uint8    SNDCP N-PDU number
gtp.teid                    uint32   Tunnel endpoint
gtpv2                       protocol GPRS Tunnelling Protocol V2
gtpv2.message_type          uint8    Message type
gtpv2.msg_lengt             uint16   Message length
gtpv2.p                     uint8    Piggybacking
gtpv2.t                     uint8    TEID present
gtpv2.teid                  uint32   Tunnel endpoint
gtpv2.version               uint8    Version
l2tp                        protocol Layer 2 Tunneling Protocol
l2tp.Nr                     uint16   Nr
l2tp.Ns                     uint16   Ns
l2tp.length                 uint16   Length
l2tp.length_bit             boolean  Length bit
l2tp.offset_bit             boolean  Offset bit
l2tp.priority               boolean  Priority
l2tp.seq_bit                boolean  Sequence bit
l2tp.session                uint16   Session ID
l2tp.sid                    uint32   Session ID
l2tp.tunnel                 uint16   Tunnel ID
l2tp.type                   boolean  Control message
l2tp.version                uint16   Version
nsh                         protocol Network Service Header
nsh.length                  uint16   Length
nsh.mdtype                  uint8    Metadata type
nsh.nextproto               uint8    Next protocol
nsh.si                      uint8    Service index
nsh.spi                     uint24   Service path identifier
nsh.version                 uint16   Version
teredo                      protocol Teredo IPv6 over UDP tunneling
teredo.indication           bytes    Indications
udpencap                    protocol UDP Encapsulation of IPsec Packets
udpencap.nat_keepalive      label    NAT keep-alive
udpencap.non_esp_marker     label    Non-ESP marker
vxlan                       protocol Virtual eXtensible Local Area Network
vxlan.flag_a                boolean  Policy applied
vxlan.flag_d                boolean  Don't learn
vxlan.flag_g                boolean  GBP extension
vxlan.flag_i                boolean  VNI valid
vxlan.flags                 uint16   Flags
vxlan.gbp                   uint16   Group policy ID
vxlan.reserved8             uint8    Reserved
vxlan.vni                   uint24   VXLAN network identifier (VNI)
vxlan_gpe                   protocol Virtual eXtensible Local Area Network (GPE)
vxlan_gpe.flags             uint8    Flags
vxlan_gpe.next_proto        uint8    Next protocol
vxlan_gpe.vni               uint24   VXLAN network identifier (VNI)
wg                          protocol WireGuard Protocol
wg.receiver                 uint32   Receiver
wg.sender                   uint32   Sender
wg.type                     uint8    Type
`
