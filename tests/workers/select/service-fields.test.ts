import { expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { text } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { sealInitial } from '../../support/quic-seal'
import { CLIENT_FRAME, DCID } from '../../support/rfc9001'
import { askedOf } from './capture-of'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
const MACS = { src: '02:00:00:00:00:01', dst: '02:00:00:00:00:02', type: 0x0800 }

const octetsOf = (hex: string) =>
  Uint8Array.from(hex.match(/../gu) ?? [], (pair) => parseInt(pair, 16))

type Ports = readonly [number, number]

function inDatagram([srcPort, dstPort]: Ports, payload: Uint8Array) {
  const packet = ipv4({ ...ENDS, proto: 17 }, udp({ ...ENDS, srcPort, dstPort }, payload))
  return { time: 0, octets: ethernet(MACS, packet) }
}

function inSegment([srcPort, dstPort]: Ports, payload: Uint8Array) {
  const numbers = { seq: 1, ack: 1, flags: 'PA' }
  const packet = ipv4(
    { ...ENDS, proto: 6 },
    tcp({ ...ENDS, srcPort, dstPort, ...numbers }, payload),
  )
  return { time: 0, octets: ethernet(MACS, packet) }
}

/** Each filter finds the frame, behind one that has nothing of it. */
async function expectFound(captured: ReturnType<typeof inSegment>, filters: readonly string[]) {
  const { frames } = await askedOf([inDatagram([4000, 4001], text('nothing')), captured])
  for (const filter of filters)
    expect({ filter, found: await frames(filter) }).toEqual({ filter, found: [2] })
}

it('DHCP tells who asks for what', async () => {
  const message =
    '010106001234567800000000'.padEnd(56, '0') +
    '00000000aabb'.padEnd(416, '0') +
    '63825363' +
    '350101' +
    '0c0874657374686f7374' +
    '32040a000009' +
    'ff'
  await expectFound(inDatagram([68, 67], octetsOf(message)), [
    'dhcp',
    'dhcp.type == 1',
    'dhcp.id == 0x12345678',
    'dhcp.hw.mac_addr == 00:00:00:00:aa:bb',
    'dhcp.ip.your == 0.0.0.0',
    'dhcp.option.dhcp == 1',
    'dhcp.option.hostname == "testhost"',
    'dhcp.option.hostname matches "^TEST"',
    'dhcp.option.requested_ip_address == 10.0.0.0/8',
    'dhcp.option.type in {50, 99}',
    'count(dhcp.option.type) == 4',
  ])
})

it('NTP tells mode and stratum', async () => {
  await expectFound(inDatagram([123, 123], octetsOf('1c0206e9'.padEnd(96, '0'))), [
    'ntp.flags.mode == 4',
    'ntp.flags.vn == 3',
    'ntp.stratum == 2',
    'ntp.stratum > 1 && ntp.ppoll == 6',
    'ntp.precision == 0xe9',
  ])
})

it('SNMP tells what is asked for', async () => {
  const response = '302502010104067075626c6963a218020102020102020101300d300b06072b0601020101010500'
  await expectFound(inDatagram([161, 2000], octetsOf(response)), [
    'snmp.version == 1',
    'snmp.community == "public"',
    'snmp.data == 2',
    'snmp.error_status == 2',
    'snmp.name == "1.3.6.1.2.1.1.1"',
  ])
})

it('SIP tells who calls whom', async () => {
  const lines = [
    'INVITE sip:bob@example.com SIP/2.0',
    'Via: SIP/2.0/UDP 10.0.46.100',
    'From: "Alice" <sip:alice@example.com>;tag=1',
    't: <sip:bob@example.org:5060>',
    'Call-ID: 12345',
    'CSeq: 7 INVITE',
    'Content-Length: 0',
  ]
  await expectFound(inDatagram([5060, 5060], text(`${lines.join('\r\n')}\r\n\r\n`)), [
    'sip',
    'sip.Method == "INVITE"',
    'sip.from.user == "alice"',
    'sip.to.user == "bob" && sip.to.host == "example.org"',
    'sip.Call-ID == "12345"',
    'sip.CSeq.seq == 7',
    '!sip.Status-Code && sip.Content-Length == 0',
    'frame.protocols contains "udp:sip"',
  ])
})

it('FTP and SMTP tell commands and codes, by the side that the port is on', async () => {
  await expectFound(inSegment([4000, 21], text('USER anonymous\r\n')), [
    'ftp.request == 1 && ftp.response == 0',
    'ftp.request.command == "USER"',
    'ftp.request.arg == "anonymous"',
  ])
  await expectFound(inSegment([21, 4000], text('331 Password required\r\n')), [
    'ftp.response.code == 331',
    'ftp.response.code > 300 && !ftp.request.command',
  ])
  await expectFound(inSegment([4000, 25], text('MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\n')), [
    'smtp.req.command == "RCPT"',
    'count(smtp.req.command) == 2',
    'smtp.req.parameter contains "a@b.c"',
  ])
  await expectFound(inSegment([25, 4000], text('250-mx greets you\r\n250 SIZE 1000\r\n')), [
    'smtp.response.code == 250',
    'count(smtp.response.code) == 1 && count(smtp.rsp.parameter) == 2',
  ])
})

it('a mail has no commands', async () => {
  const { frames } = await askedOf([
    inSegment([4000, 25], text('Subject: MAIL\r\n\r\nRCPT is\r\n')),
  ])
  expect(await frames('smtp.req.command')).toEqual([])
})

it('SSH tells versions', async () => {
  await expectFound(inSegment([4000, 22], text('SSH-2.0-PuTTY_Release_0.78\r\n')), [
    'ssh.protocol == "SSH-2.0-PuTTY_Release_0.78"',
    'ssh.protocol matches "putty"',
  ])
})

it('SMB tells commands, its later versions too', async () => {
  const negotiate =
    '00000068fe534d424000' +
    '0000000000000000'.padEnd(20, '0') +
    '0000000000000000' +
    '0100000000000000'.padEnd(80, '0') +
    '240002'.padEnd(72, '0') +
    '02021002'
  await expectFound(inSegment([4000, 445], octetsOf(negotiate)), [
    'smb2',
    'smb2.cmd == 0',
    'smb2.flags.response == 0 && !smb2.nt_status',
    'smb2.msg_id == 1',
    'smb2.dialect == 0x0210',
    'nbss.length == 104',
  ])
  const refused = '00000023ff534d4273' + '220000c0' + '8801c0' + ''.padEnd(46, '0')
  await expectFound(inSegment([445, 4000], octetsOf(refused)), [
    'smb.cmd == 0x73',
    'smb.nt_status == 0xc0000022',
    'smb.flags.response == 1',
  ])
})

it('QUIC tells of a first packet what needs no secret', async () => {
  // RFC 9001, appendix A.2: header and the beginning of what follows it
  const head = 'c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11'
  await expectFound(inDatagram([4000, 443], octetsOf(head.padEnd(2400, '0'))), [
    'quic',
    'quic.version == 1',
    'quic.dcid == 83:94:c8:f0:3e:51:57:08',
    'quic.dcil == 8 && quic.scil == 0 && !quic.scid',
    'quic.long.packet_type == 0',
    'quic.length == 1182',
  ])
})

it.each([
  ['T051', 0x54303531, 0x54303531, 0x08],
  ['a reserved version', 1, 0x1a2a3a4a, 0x06],
])('QUIC tells of a hello in %s', async (_, version, claimed, frameType) => {
  const frames = Buffer.concat([Uint8Array.of(frameType), CLIENT_FRAME.subarray(1)])
  const ids = { first: DCID, dcid: DCID, scid: new Uint8Array(0) }
  const sealed = { version, claimed, ...ids, from: 'client' as const, number: 3, frames }
  await expectFound(inDatagram([4000, 443], sealInitial(sealed)), [
    'quic.packet_number == 3',
    'tls.handshake.extensions_server_name == "example.com"',
  ])
})

it('a reserved version without a hello is none of QUIC', async () => {
  const { frames } = await askedOf([
    inDatagram([4000, 443], octetsOf(`c01a2a3a4a08${'00'.repeat(60)}`)),
  ])
  expect(await frames('quic')).toEqual([])
})

it('frames of other ports are not read for it', async () => {
  const { frames, access } = await askedOf([inDatagram([4000, 4001], text('nothing'))])
  await frames('udp') // headers are known from here on
  let read = 0
  const open = access.open.bind(access)
  access.open = () => {
    read++
    return open()
  }
  expect(await frames('dhcp.type == 1 || ssh.protocol || smb2.cmd == 5')).toEqual([])
  expect(read).toBe(0)
})
