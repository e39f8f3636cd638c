/** Fields of routing protocols. Names and types: Wireshark 4.0. */
export const ROUTING_FIELDS = `
eigrp              protocol Enhanced Interior Gateway Routing Protocol
eigrp.ack          uint32   Acknowledge
eigrp.as           uint16   Autonomous system
eigrp.checksum     uint16   Checksum
eigrp.flags        uint32   Flags
eigrp.opcode       uint8    Opcode
eigrp.seq          uint32   Sequence
eigrp.version      uint8    Version
eigrp.vrid         uint16   Virtual router ID
ospf               protocol Open Shortest Path First
ospf.area_id       ipv4     Area ID
ospf.checksum      uint16   Checksum
ospf.msg           uint8    Message type
ospf.packet_length uint16   Packet length
ospf.srcrouter     ipv4     Source router
ospf.version       uint8    Version
pim                protocol Protocol Independent Multicast
pim.checksum       uint16   Checksum
pim.register_flag.border boolean Border
pim.register_flag.null_register boolean Null-Register
pim.type           uint8    Type
pim.version        uint8    Version
vrrp               protocol Virtual Router Redundancy Protocol
vrrp.addr_count    uint8    Address count
vrrp.prio          uint8    Priority
vrrp.type          uint8    Type
vrrp.version       uint8    Version
vrrp.virt_rtr_id   uint8    Virtual router ID
`
