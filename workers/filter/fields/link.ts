/** Fields of Ethernet and what may stand between it and IP. Names and types: Wireshark 4.0. */
export const LINK_FIELDS = `
arp                  protocol Address Resolution Protocol
arp.dst.hw_mac       ether    Target MAC address
arp.dst.proto_ipv4   ipv4     Target IP address
arp.hw.size          uint8    Hardware size
arp.hw.type          uint16   Hardware type
arp.opcode           uint16   Opcode
arp.proto.size       uint8    Protocol size
arp.proto.type       uint16   Protocol type
arp.src.hw_mac       ether    Sender MAC address
arp.src.proto_ipv4   ipv4     Sender IP address
cdp                  protocol Cisco Discovery Protocol
cdp.checksum         uint16   Checksum
cdp.tlv              label    Element
cdp.ttl              uint8    Time to live
cdp.version          uint8    Version
eth                  protocol Ethernet
eth.addr             ether    Source or destination
eth.dst              ether    Destination
eth.len              uint16   Length
eth.padding          bytes    Padding
eth.src              ether    Source
eth.trailer          bytes    Trailer
eth.type             uint16   Type
ieee8021ad           protocol IEEE 802.1ad
ieee8021ad.dei       uint16   DEI
ieee8021ad.id        uint16   ID
ieee8021ad.priority  uint16   Priority
ieee8021ah           protocol IEEE 802.1ah
ieee8021ah.etype     uint16   Type
ieee8021ah.isid      uint32   Service identifier
ieee8021ah.priority  uint32   Priority
llc                  protocol Logical-Link Control
llc.control          uint16   Control field
llc.dsap             uint8    DSAP
llc.oui              uint24   Organization code
llc.ssap             uint8    SSAP
llc.type             uint16   Type
lldp                 protocol Link Layer Discovery Protocol
lldp.tlv             label    Element
macsec               protocol 802.1AE Security Tag
macsec.AN            uint8    Association number
macsec.PN            uint32   Packet number
macsec.SL            uint8    Short length
macsec.TCI.C         boolean  Changed text
macsec.TCI.E         boolean  Encryption
macsec.TCI.SC        boolean  Secure channel
mpls                 protocol MultiProtocol Label Switching
mpls.bottom          uint32   Bottom of stack
mpls.exp             uint32   Traffic class
mpls.label           uint32   Label
mpls.ttl             uint32   TTL
null                 protocol Null/Loopback
null.family          uint32   Family
ppp                  protocol Point-to-Point Protocol
ppp.address          uint8    Address
ppp.control          uint8    Control
ppp.protocol         uint16   Protocol
pppoe.code           uint8    Code
pppoe.payload_length uint16   Payload length
pppoe.session_id     uint16   Session ID
pppoe.type           uint8    Type
pppoe.version        uint8    Version
pppoed               protocol PPP-over-Ethernet Discovery
pppoes               protocol PPP-over-Ethernet Session
pwethcw              protocol Pseudowire control word
pwethcw.flags        uint16   Flags
pwethcw.sequence     uint16   Sequence
sll                  protocol Linux cooked capture v1
sll.etype            uint16   Protocol
sll.halen            uint16   Link-layer address length
sll.hatype           uint16   Link-layer address type
sll.ifindex          uint32   Interface index
sll.pkttype          uint16   Packet type
sll.src.eth          ether    Source
sll.src.other        bytes    Source
sll.unused           bytes    Unused
stp                  protocol Spanning Tree Protocol
stp.bridge.hw        ether    Bridge address
stp.bridge.prio      uint16   Bridge priority
stp.flags            uint8    Flags
stp.port             uint16   Port
stp.protocol         uint16   Protocol identifier
stp.root.cost        uint32   Root path cost
stp.root.hw          ether    Root address
stp.root.prio        uint16   Root priority
stp.type             uint8    BPDU type
stp.version          uint8    Version
vlan                 protocol 802.1Q Virtual LAN
vlan.dei             boolean  DEI
vlan.etype           uint16   Type
vlan.id              uint16   ID
vlan.len             uint16   Length
vlan.priority        uint16   Priority
`
