/** Fields of links of telephone companies, rings, radio and hosts. Names and types: Wireshark 4.0. */
export const CARRIER_FIELDS = `
arcnet                protocol ARCNET
arcnet.dst            uint8    Destination
arcnet.offset         bytes    Offset
arcnet.protID         uint8    Protocol ID
arcnet.src            uint8    Source
chdlc                 protocol Cisco HDLC
chdlc.address         uint8    Address
chdlc.control         uint8    Control
chdlc.protocol        uint16   Protocol
fddi                  protocol Fiber Distributed Data Interface
fddi.dst              ether    Destination
fddi.fc               uint8    Frame control
fddi.src              ether    Source
fr                    protocol Frame Relay
fr.becn               boolean  BECN
fr.chdlctype          uint16   Type
fr.control            uint8    Control
fr.de                 boolean  Discard eligible
fr.fecn               boolean  FECN
fr.second_dlci        uint8    Second DLCI
fr.upper_dlci         uint8    Upper DLCI
ipnet                 protocol Solaris IPNET
ipnet.family          uint8    Address family
ipnet.grifindex       uint32   Group interface index
ipnet.htype           uint16   Hook type
ipnet.ifindex         uint32   Interface index
ipnet.pktlen          uint32   Packet length
ipnet.version         uint8    Version
ipnet.zdst            uint32   Destination zone
ipnet.zsrc            uint32   Source zone
ipoib                 protocol IP over InfiniBand
ipoib.grh             label    Global route header
ipoib.reserved        uint16   Reserved
ipoib.type            uint16   Type
juniper               protocol Juniper
juniper.flags         uint8    Flags
juniper.magic-number  uint24   Magic number
nflog                 protocol Linux Netfilter NFLOG
nflog.family          uint8    Family
nflog.res_id          uint16   Resource ID
nflog.version         uint8    Version
pktap                 protocol PKTAP packet header
pktap.dlt             uint32   Link type
pktap.hdrlen          uint32   Header length
pktap.rectype         uint32   Record type
ppi                   protocol Per-Packet Information
ppi.dlt               uint32   Link type
ppi.flags             uint8    Flags
ppi.length            uint16   Length
ppi.version           uint8    Version
prism                 protocol Prism capture header
prism.msgcode         uint32   Message code
prism.msglen          uint32   Message length
radiotap              protocol Radiotap Header
radiotap.length       uint16   Length
radiotap.pad          uint8    Pad
radiotap.present.word uint32   Present flags
radiotap.version      uint8    Version
tr                    protocol Token Ring
tr.ac                 uint8    Access control
tr.dst                ether    Destination
tr.fc                 uint8    Frame control
tr.src                ether    Source
wlan                  protocol IEEE 802.11
wlan.addr3            ether    Third address
wlan.addr4            ether    Fourth address
wlan.duration         uint16   Duration
wlan.fc.frag          boolean  More fragments
wlan.fc.fromds        boolean  From DS
wlan.fc.moredata      boolean  More data
wlan.fc.order         boolean  Order
wlan.fc.protected     boolean  Protected
wlan.fc.pwrmgt        boolean  Power management
wlan.fc.retry         boolean  Retry
wlan.fc.subtype       uint8    Subtype
wlan.fc.tods          boolean  To DS
wlan.fc.type          uint8    Type
wlan.fc.version       uint8    Version
wlan.qos              uint16   QoS control
wlan.ra               ether    Receiver address
wlan.seq_ctl          uint16   Sequence control
wlan.ta               ether    Transmitter address
wlancap               protocol AVS WLAN capture header
wlancap.length        uint32   Length
wlancap.version       uint32   Version
wpan                  protocol IEEE 802.15.4
wpan.fcf              uint16   Frame control
`
