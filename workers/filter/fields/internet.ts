/** Fields of IP, of its extensions and of what reports its errors. Names and types: Wireshark 4.0. */
export const INTERNET_FIELDS = `
ah                           protocol Authentication Header
ah.icv                       bytes    ICV
ah.length                    uint8    Length
ah.next_header               uint8    Next header
ah.reserved                  bytes    Reserved
ah.sequence                  uint32   Sequence
ah.spi                       uint32   SPI
esp                          protocol Encapsulating Security Payload
esp.sequence                 uint32   Sequence
esp.spi                      uint32   SPI
icmp                         protocol Internet Control Message Protocol
icmp.checksum                uint16   Checksum
icmp.code                    uint8    Code
icmp.ident                   uint16   Identifier
icmp.mtu                     uint16   MTU of next hop
icmp.pointer                 uint32   Pointer
icmp.redir_gw                ipv4     Gateway address
icmp.seq                     uint16   Sequence number
icmp.type                    uint8    Type
icmp.unused                  bytes    Unused
icmpv6                       protocol Internet Control Message Protocol v6
icmpv6.checksum              uint16   Checksum
icmpv6.code                  uint8    Code
icmpv6.echo.identifier       uint16   Identifier
icmpv6.echo.sequence_number  uint16   Sequence
icmpv6.mtu                   uint32   MTU
icmpv6.nd.na.flag.o          boolean  Override
icmpv6.nd.na.flag.r          boolean  Router
icmpv6.nd.na.flag.s          boolean  Solicited
icmpv6.nd.na.target_address  ipv6     Target address
icmpv6.nd.ns.target_address  ipv6     Target address
icmpv6.nd.ra.cur_hop_limit   uint8    Current hop limit
icmpv6.nd.ra.flag            uint8    Flags
icmpv6.nd.ra.reachable_time  uint32   Reachable time (ms)
icmpv6.nd.ra.retrans_timer   uint32   Retransmission timer (ms)
icmpv6.nd.ra.router_lifetime uint16   Router lifetime (s)
icmpv6.opt.length            uint8    Option length (of 8 bytes)
icmpv6.opt.linkaddr          bytes    Link-layer address
icmpv6.opt.mtu               uint32   MTU
icmpv6.opt.type              uint8    Option
icmpv6.pointer               uint32   Pointer
icmpv6.reserved              bytes    Reserved
icmpv6.type                  uint8    Type
igmp                         protocol Internet Group Management Protocol
igmp.checksum                uint16   Checksum
igmp.maddr                   ipv4     Multicast address
igmp.max_resp                uint8    Maximum response time
igmp.num_grp_recs            uint16   Group records
igmp.type                    uint8    Type
ip                           protocol Internet Protocol Version 4
ip.addr                      ipv4     Source or destination address
ip.checksum                  uint16   Header checksum
ip.dsfield                   uint8    Differentiated services field
ip.dsfield.dscp              uint8    DSCP
ip.dsfield.ecn               uint8    ECN
ip.dst                       ipv4     Destination address
ip.dst_host                  string   Destination address as text
ip.flags                     uint8    Flags
ip.flags.df                  boolean  Don't fragment
ip.flags.mf                  boolean  More fragments
ip.flags.rb                  boolean  Reserved bit
ip.frag_offset               uint16   Fragment offset
ip.hdr_len                   uint8    Header length
ip.host                      string   Source or destination address as text
ip.id                        uint16   Identification
ip.len                       uint16   Total length
ip.opt.data                  bytes    Data, may be a trace identifier
ip.opt.dsr.addr              ipv4     Service address
ip.opt.dsr.port              uint16   Service port
ip.opt.len                   uint8    Option length
ip.opt.ptr                   uint8    Pointer
ip.opt.ra                    uint16   Router alert
ip.opt.type                  uint8    Option
ip.proto                     uint8    Protocol
ip.rec_rt                    ipv4     Hop of a recorded route
ip.src                       ipv4     Source address
ip.src_host                  string   Source address as text
ip.src_rt                    ipv4     Hop of a source route
ip.ttl                       uint8    Time to live
ip.version                   uint8    Version
ipcomp                       protocol IP Payload Compression
ipcomp.cpi                   uint16   Compression parameter index
ipcomp.flags                 uint8    Flags
ipcomp.next_header           uint8    Next header
ipv6                         protocol Internet Protocol Version 6
ipv6.addr                    ipv6     Source or destination address
ipv6.dst                     ipv6     Destination address
ipv6.dst_host                string   Destination address as text
ipv6.dstopts                 protocol IPv6 Destination Options
ipv6.dstopts.len             uint8    Length
ipv6.dstopts.nxt             uint8    Next header
ipv6.flow                    uint24   Flow label
ipv6.fraghdr                 protocol IPv6 Fragment Header
ipv6.fraghdr.ident           uint32   Identification
ipv6.fraghdr.more            boolean  More fragments
ipv6.fraghdr.nxt             uint8    Next header
ipv6.fraghdr.offset          uint16   Offset
ipv6.hlim                    uint8    Hop limit
ipv6.hopopts                 protocol IPv6 Hop-by-Hop Options
ipv6.hopopts.len             uint8    Length
ipv6.hopopts.nxt             uint8    Next header
ipv6.host                    string   Source or destination address as text
ipv6.nxt                     uint8    Next header
ipv6.opt                     label    Option
ipv6.plen                    uint16   Payload length
ipv6.routing                 protocol IPv6 Routing Header
ipv6.routing.len             uint8    Length
ipv6.routing.nxt             uint8    Next header
ipv6.routing.segleft         uint8    Segments left
ipv6.routing.type            uint8    Type
ipv6.src                     ipv6     Source address
ipv6.src_host                string   Source address as text
ipv6.tclass                  uint32   Traffic class
ipv6.tclass.dscp             uint32   DSCP
ipv6.tclass.ecn              uint32   ECN
ipv6.version                 uint8    Version
mip6                         protocol Mobile IPv6
mip6.hlen                    uint8    Length
mip6.proto                   uint8    Next header
`
