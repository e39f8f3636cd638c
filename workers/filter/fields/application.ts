/** Fields of applications, as far as one frame tells them or the records of the case do. */
export const APPLICATION_FIELDS = `
bgp                      protocol Border Gateway Protocol
dhcp                     protocol Dynamic Host Configuration Protocol
ftp                      protocol File Transfer Protocol
ftp-data                 protocol Data of FTP, from port 20
imap                     protocol Internet Message Access Protocol
nbdgm                    protocol NetBIOS Datagram Service
nbns                     protocol NetBIOS Name Service
nbss                     protocol NetBIOS Session Service
ntp                      protocol Network Time Protocol
pop                      protocol Post Office Protocol
quic                     protocol QUIC
sip                      protocol Session Initiation Protocol
smb                      protocol Server Message Block 1
smb2                     protocol Server Message Block 2 and 3
smtp                     protocol Simple Mail Transfer Protocol
snmp                     protocol Simple Network Management Protocol
ssdp                     protocol Simple Service Discovery Protocol
ssh                      protocol Secure Shell
syslog                   protocol Syslog
telnet                   protocol Telnet
dns                      protocol Domain Name System
mdns                     protocol Multicast DNS
llmnr                    protocol Link-local Multicast Name Resolution
dns.id                   uint16   Transaction ID
dns.flags                uint16   Flags
dns.flags.response       boolean  Response
dns.flags.opcode         uint16   Opcode
dns.flags.authoritative  boolean  Authoritative
dns.flags.truncated      boolean  Truncated
dns.flags.recdesired     boolean  Recursion desired
dns.flags.recavail       boolean  Recursion available
dns.flags.authenticated  boolean  Answer authenticated
dns.flags.checkdisable   boolean  Non-authenticated data
dns.flags.rcode          uint16   Reply code: 0 no error, 2 server failure, 3 no such name
dns.count.queries        uint16   Questions
dns.count.answers        uint16   Answers
dns.count.auth_rr        uint16   Authority records
dns.count.add_rr         uint16   Additional records
dns.qry.name             string   Name asked for
dns.qry.name.len         uint16   Length of the name asked for
dns.qry.type             uint16   Type asked for: A, AAAA, PTR, …
dns.qry.class            uint16   Class asked for
dns.resp.name            string   Name answered for
dns.resp.type            uint16   Type of a record
dns.resp.class           uint16   Class of a record
dns.resp.ttl             uint32   Time to live of a record, seconds
dns.resp.len             uint16   Data length of a record
dns.a                    ipv4     Address in an A record
dns.aaaa                 ipv6     Address in an AAAA record
dns.cname                string   Name in a CNAME record
dns.ns                   string   Name server
dns.ptr.domain_name      string   Name in a PTR record
dns.time                 duration Seconds from question to answer
dns.response_in          uint32   Frame of the answer
dns.response_to          uint32   Frame of the question
http                     protocol Hypertext Transfer Protocol
http.request             boolean  Request
http.response            boolean  Response
http.request.method      string   Request method
http.request.uri         string   Request target
http.request.version     string   Version of the request
http.request.full_uri    string   Request target with host
http.response.version    string   Version of the response
http.response.code       uint16   Status code
http.response.phrase     string   Reason phrase
http.host                string   Host
http.user_agent          string   User agent
http.server              string   Server
http.referer             string   Referer
http.location            string   Location
http.cookie              string   Cookie
http.content_type        string   Content type
http.content_length      uint64   Content length
http.content_encoding    string   Content encoding
http.accept              string   Accept
http.accept_encoding     string   Accept encoding
http.accept_language     string   Accept language
http.cache_control       string   Cache control
http.connection          string   Connection
http.date                string   Date
http.last_modified       string   Last modified
http.set_cookie          string   Cookie that is set
http.transfer_encoding   string   Transfer encoding
http.upgrade             string   Upgrade
http.www_authenticate    string   Authentication that is asked for
http.x_forwarded_for     string   Client that a proxy names
http.authorization       string   Authorization
http.time                duration Seconds from request to response
tls                      protocol Transport Layer Security
tls.record.content_type  uint8    Content type of a record
tls.record.opaque_type   uint8    Content type of an encrypted record
tls.record.version       uint16   Version of a record
tls.record.length        uint16   Length of a record
tls.app_data             bytes    Encrypted data
tls.alert_message        label    Alert
tls.alert_message.level  uint8    Alert level
tls.alert_message.desc   uint8    Alert description
tls.handshake            label    Handshake message
tls.handshake.type       uint8    Handshake type: 1 client hello, 2 server hello, 11 certificate
tls.handshake.length     uint24   Length of a handshake message
tls.handshake.version    uint16   Version of a hello
tls.handshake.ciphersuite uint16  Cipher suite
tls.handshake.extension.type uint16 Extension
tls.handshake.extensions_server_name string Server name (SNI)
tls.handshake.extensions_alpn_str string Application protocol
tls.handshake.ja3        string   JA3 of a client hello: its MD5
tls.handshake.ja3_full   string   JA3 of a client hello in full
tls.handshake.ja3s       string   JA3S of a server hello: its MD5
tls.handshake.ja3s_full  string   JA3S of a server hello in full
tls.handshake.ja4        string   JA4 of a client hello, as of Wireshark 4.2
tls.handshake.random     bytes    Random of a hello
tls.handshake.extensions_supported_group uint16 Supported group
tls.handshake.extensions.supported_version uint16 Supported version
`
