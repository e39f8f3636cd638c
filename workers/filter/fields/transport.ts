/** Fields of TCP, UDP, SCTP, and of payload that no header explains. Names and types: Wireshark 4.0. */
export const TRANSPORT_FIELDS = `
data                         protocol Data that no header explains
data.data                    bytes    Data
data.len                     int32    Length
data.text                    string   Text
sctp                         protocol Stream Control Transmission Protocol
sctp.checksum                uint32   Checksum
sctp.chunk_flags             uint8    Chunk flags
sctp.chunk_length            uint16   Chunk length
sctp.chunk_type              uint8    Chunk type
sctp.data_payload_proto_id   uint32   Payload protocol
sctp.data_sid                uint16   Stream identifier
sctp.data_ssn                uint16   Stream sequence number
sctp.data_tsn                uint32   Transmission sequence number
sctp.dstport                 uint16   Destination port
sctp.init_credit             uint32   Receiver window
sctp.init_initiate_tag       uint32   Initiate tag
sctp.port                    uint16   Source or destination port
sctp.sack_a_rwnd             uint32   Receiver window
sctp.sack_cumulative_tsn_ack uint32   Cumulative TSN
sctp.srcport                 uint16   Source port
sctp.verification_tag        uint32   Verification tag
tcp                          protocol Transmission Control Protocol
tcp.ack                      uint32   Acknowledgment number, relative to the first
tcp.ack_raw                  uint32   Acknowledgment number (raw)
tcp.checksum                 uint16   Checksum
tcp.dstport                  uint16   Destination port
tcp.flags                    uint16   Flags
tcp.flags.ack                boolean  Acknowledgment
tcp.flags.ae                 boolean  Accurate ECN
tcp.flags.cwr                boolean  Congestion window reduced
tcp.flags.ece                boolean  ECN-Echo
tcp.flags.fin                boolean  Fin
tcp.flags.push               boolean  Push
tcp.flags.reset              boolean  Reset
tcp.flags.syn                boolean  Syn
tcp.flags.urg                boolean  Urgent
tcp.hdr_len                  uint8    Header length
tcp.len                      uint32   Octets of payload
tcp.nxtseq                   uint32   Next sequence number, relative to the first
tcp.option_kind              uint8    Option
tcp.option_len               uint8    Option length
tcp.options                  bytes    Options
tcp.options.eol              protocol Option: end of the list
tcp.options.mss              protocol Option: maximum segment size
tcp.options.mss_val          uint16   MSS value
tcp.options.nop              protocol Option: no operation
tcp.options.sack             protocol Option: selective acknowledgment
tcp.options.sack_le          uint32   SACK left edge
tcp.options.sack_perm        protocol Option: selective acknowledgment permitted
tcp.options.sack_re          uint32   SACK right edge
tcp.options.timestamp        protocol Option: timestamps
tcp.options.timestamp.tsecr  uint32   Timestamp echo reply
tcp.options.timestamp.tsval  uint32   Timestamp value
tcp.options.unknown.payload  bytes    Option data
tcp.options.wscale           protocol Option: window scale
tcp.options.wscale.shift     uint8    Shift count
tcp.payload                  bytes    Payload
tcp.port                     uint16   Source or destination port
tcp.seq                      uint32   Sequence number, relative to the first
tcp.seq_raw                  uint32   Sequence number (raw)
tcp.srcport                  uint16   Source port
tcp.stream                   uint32   Number of the conversation, from 0
tcp.time_delta               duration Seconds since the frame before in the conversation
tcp.time_relative            duration Seconds since the first frame of the conversation
tcp.urgent_pointer           uint16   Urgent pointer
tcp.window_size              uint32   Window, scaled where the handshake was captured
tcp.window_size_value        uint16   Window (unscaled)
udp                          protocol User Datagram Protocol
udp.checksum                 uint16   Checksum
udp.dstport                  uint16   Destination port
udp.length                   uint16   Length
udp.payload                  bytes    Payload
udp.port                     uint16   Source or destination port
udp.srcport                  uint16   Source port
udp.stream                   uint32   Number of the conversation, from 0
udp.time_delta               duration Seconds since the frame before in the conversation
udp.time_relative            duration Seconds since the first frame of the conversation
`
