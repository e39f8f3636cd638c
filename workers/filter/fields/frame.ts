/**
 * Fields of a frame as such, and our own that Wireshark does not have: taps, copies, tunnels, and
 * connections of the corrected view.
 */
export const FRAME_FIELDS = `
frame                     protocol The whole frame
frame.number              uint32   Number in the file, from 1
frame.time                time     Time of capture; without a zone: UTC
frame.time_epoch          epoch    Time of capture, seconds since 1970
frame.time_relative       duration Seconds since the first frame
frame.time_delta          duration Seconds since the frame before
frame.len                 uint32   Octets on the wire
frame.cap_len             uint32   Octets captured
frame.protocols           string   Protocols, outermost first: eth:ethertype:ip:udp
frame.interface_id        uint32   Number of the interface in the file, from 0
frame.interface_name      string   Name of the interface
tap                       string   Place of capture: interface, and ifindex of Linux cooked captures
copy                      string   A copy of an earlier packet: same-tap or other-tap
flow                      uint32   Number of the connection, from 1: taps and tunnels told apart
tunnel                    protocol A tunnel that carries an IP packet or Ethernet frame
tunnel.kind               string   vxlan, geneve, gre, ipip, gtp, l2tp, teredo, …
tunnel.vni                uint32   Network identifier, GRE key, tunnel endpoint or session
_ws.malformed             label    A sender broke the rules
_ws.short                 label    The capture ends inside a header
tcp.analysis.flags        label    The TCP analysis noted something
tcp.analysis.retransmission          label Sent again
tcp.analysis.fast_retransmission     label Sent again after duplicate acknowledgments
tcp.analysis.spurious_retransmission label Sent again although acknowledged
tcp.analysis.out_of_order            label Came out of order
tcp.analysis.lost_segment            label A segment before it was not captured
tcp.analysis.ack_lost_segment        label Acknowledges a segment that was not captured
tcp.analysis.duplicate_ack           label Duplicate acknowledgment
tcp.analysis.window_update           label Window update
tcp.analysis.window_full             label Fills the window of the receiver
tcp.analysis.keep_alive              label Keep-alive
tcp.analysis.keep_alive_ack          label Acknowledges a keep-alive
tcp.analysis.zero_window             label The receiver has no room
tcp.analysis.zero_window_probe       label Probes a closed window
tcp.analysis.zero_window_probe_ack   label Acknowledges the probe of a closed window
tcp.analysis.reused_ports            label A new connection with ports used before
tcp.analysis.ack_rtt                 duration Seconds from a segment to this acknowledgment of it
tcp.analysis.acks_frame              uint32 Frame of the segment that is acknowledged
tcp.analysis.initial_rtt             duration Seconds from the SYN to the first acknowledgment
tcp.analysis.bytes_in_flight         uint32 Octets sent and not acknowledged, with this segment
tcp.analysis.push_bytes_sent         uint32 Octets sent since the last PSH
tcp.analysis.rto                     duration Seconds until it was sent again
tcp.analysis.rto_frame               uint32 Frame that it is sent again for
tcp.analysis.duplicate_ack_num       uint32 How often this acknowledgment was repeated
tcp.analysis.duplicate_ack_frame     uint32 Frame of the acknowledgment that is repeated
`
