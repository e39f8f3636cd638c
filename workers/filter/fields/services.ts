/**
 * Fields of services that one frame tells by itself: addresses, time, files, mail, calls, shells.
 * Names and types: Wireshark 4.0.
 */
export const SERVICE_FIELDS = `
dhcp.type                         uint8    Message type: 1 request, 2 reply
dhcp.hw.type                      uint8    Hardware type
dhcp.hw.len                       uint8    Hardware address length
dhcp.hops                         uint8    Hops
dhcp.id                           uint32   Transaction ID
dhcp.secs                         uint16   Seconds elapsed
dhcp.flags                        uint16   Flags
dhcp.flags.bc                     boolean  Broadcast
dhcp.ip.client                    ipv4     Address that the client has
dhcp.ip.your                      ipv4     Address that the client gets
dhcp.ip.server                    ipv4     Next server
dhcp.ip.relay                     ipv4     Relay agent
dhcp.hw.mac_addr                  ether    MAC address of the client
dhcp.cookie                       ipv4     Magic cookie
dhcp.option.type                  uint8    Option
dhcp.option.length                uint8    Option length
dhcp.option.dhcp                  uint8    Kind: 1 discover, 2 offer, 3 request, 5 ACK, 6 NAK
dhcp.option.hostname              string   Host name
dhcp.option.domain_name           string   Domain name
dhcp.option.requested_ip_address  ipv4     Address that is asked for
dhcp.option.ip_address_lease_time uint32   Lease time (s)
dhcp.option.dhcp_server_id        ipv4     Server
dhcp.option.subnet_mask           ipv4     Subnet mask
dhcp.option.router                ipv4     Router
dhcp.option.domain_name_server    ipv4     Name server
dhcp.option.request_list_item     uint8    Option that is asked for
dhcp.option.vendor_class_id       string   Vendor class
dhcp.option.dhcp_max_message_size uint16   Largest message
ftp.request                       boolean  Request
ftp.response                      boolean  Response
ftp.request.command               string   Command
ftp.request.arg                   string   Argument of the command
ftp.response.code                 uint32   Code of the response
ftp.response.arg                  string   Text of the response
nbss.type                         uint8    Message type
nbss.length                       uint24   Length
ntp.flags                         uint8    Flags
ntp.flags.li                      uint8    Leap indicator
ntp.flags.vn                      uint8    Version
ntp.flags.mode                    uint8    Mode: 3 client, 4 server
ntp.stratum                       uint8    Stratum; 0: invalid
ntp.ppoll                         uint8    Polling interval
ntp.precision                     uint8    Precision
ntp.rootdelay                     uint32   Root delay
ntp.rootdispersion                uint32   Root dispersion
ntp.refid                         bytes    Reference ID
ntp.ctrl.flags2.opcode            uint8    Operation of a control message
ntp.priv.reqcode                  uint8    Request code of a private message: 42 monlist
quic.header_form                  uint8    Header form: 1 long
quic.fixed_bit                    boolean  Fixed bit
quic.long.packet_type             uint8    Packet type: 0 initial, 1 0-RTT, 2 handshake, 3 retry
quic.long.packet_type_v2          uint8    Packet type of version 2: 1 initial
quic.version                      uint32   Version
quic.dcid                         bytes    Destination connection ID
quic.scid                         bytes    Source connection ID
quic.dcil                         uint8    Destination connection ID length
quic.scil                         uint8    Source connection ID length
quic.token_length                 uint64   Token length
quic.length                       uint64   Length of the rest of the packet
quic.packet_length                uint32   Length of the packet
quic.packet_number                uint64   Packet number, of the first packets of a client
quic.supported_version            uint32   Version that a server offers
sip.Request-Line                  string   Request line
sip.Method                        string   Method
sip.r-uri                         string   Target of the request
sip.Status-Line                   string   Status line
sip.Status-Code                   uint32   Status code
sip.Call-ID                       string   Call ID
sip.From                          string   Caller
sip.from.addr                     string   Address of the caller
sip.from.user                     string   User of the caller
sip.from.host                     string   Host of the caller
sip.To                            string   Callee
sip.to.addr                       string   Address of the callee
sip.to.user                       string   User of the callee
sip.to.host                       string   Host of the callee
sip.CSeq                          string   Sequence number and method
sip.CSeq.seq                      uint32   Sequence number
sip.CSeq.method                   string   Method of the sequence number
sip.Via                           string   Way of the request
sip.Contact                       string   Contact
sip.User-Agent                    string   User agent
sip.Server                        string   Server
sip.Content-Type                  string   Content type
sip.Content-Length                uint32   Content length
sip.Max-Forwards                  uint32   Hops left
smb.cmd                           uint8    Command
smb.nt_status                     uint32   Status
smb.error_class                   uint8    Error class of DOS
smb.error_code                    uint16   Error code of DOS
smb.flags                         uint8    Flags
smb.flags.response                boolean  Response
smb.flags2                        uint16   Flags 2
smb.tid                           uint16   Tree ID
smb.pid                           uint16   Process ID
smb.uid                           uint16   User ID
smb.mid                           uint16   Multiplex ID
smb.wct                           uint8    Words
smb.path                          string   Path of a tree
smb.file                          string   File name
smb2.cmd                          uint16   Command: 0 negotiate, 1 session setup, 3 tree connect, 5 create, 8 read, 9 write
smb2.nt_status                    uint32   Status of the response
smb2.flags                        uint32   Flags
smb2.flags.response               boolean  Response
smb2.credit.charge                uint16   Credit charge
smb2.chain_offset                 uint32   Offset of the next message
smb2.msg_id                       uint64   Message ID
smb2.pid                          uint32   Process ID
smb2.tid                          uint32   Tree ID
smb2.sesid                        uint64   Session ID
smb2.dialect                      uint16   Dialect
smb2.tree                         string   Path of a tree
smb2.filename                     string   File name
smtp.req                          boolean  Request
smtp.rsp                          boolean  Response
smtp.req.command                  string   Command
smtp.req.parameter                string   Parameter of the command
smtp.response.code                uint32   Code of the response
smtp.rsp.parameter                string   Text of the response
snmp.version                      int32    Version: 0 v1, 1 v2c
snmp.msgVersion                   int32    Version of a message with security: 3
snmp.community                    string   Community
snmp.data                         uint32   Kind: 0 get, 1 get next, 2 response, 3 set, 4 trap
snmp.request_id                   int32    Request ID
snmp.error_status                 int32    Error status
snmp.error_index                  int32    Error index
snmp.name                         string   Object name
ssh.protocol                      string   Version
ssh.message_code                  uint8    Message: 20 key exchange, 21 new keys
ssh.kex_algorithms                string   Key exchange algorithms
ssh.server_host_key_algorithms    string   Host key algorithms
ssh.kex.hassh                     string   Fingerprint of the client
ssh.kex.hasshserver               string   Fingerprint of the server
`
