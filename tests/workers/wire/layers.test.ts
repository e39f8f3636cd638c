import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ethernet, padded } from '../../../workers/forge/ethernet'
import { hex, join, text } from '../../../workers/forge/fields'
import { fragmentIpv4, ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import type { Field, Layer } from '../../../workers/model/frame-view'
import { describeFrame } from '../../../workers/wire/layers'
import { ETHERNET, RAW_IP } from './dissect-frame'
import * as frames from './frames'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }

const layersOf = (octets: Uint8Array, linktype = ETHERNET, origLen = octets.length) =>
  describeFrame(octets, linktype, origLen).layers

const outline = (layers: readonly Layer[]) =>
  layers.map(({ protocol, at, length }) => `${protocol} ${String(at)}+${String(length)}`)

function fieldIn(layers: readonly Layer[], name: string): Field {
  const field = layers.flatMap((layer) => layer.fields).find((each) => each.name === name)
  if (field === undefined) throw new Error(`no ${name}`)
  return field
}

const valueIn = (layers: readonly Layer[], name: string) => fieldIn(layers, name).value

const datagram = (payload: Uint8Array) =>
  ipv4({ ...ends, proto: 17 }, udp({ ...ends, srcPort: 1000, dstPort: 2000 }, payload))

describe('layers', () => {
  it('nest outermost first and say where they stand', () => {
    expect(outline(layersOf(frames.VXLAN_PING, ETHERNET, 148))).toEqual([
      'eth 0+14',
      'ip 14+20',
      'udp 34+8',
      'vxlan 42+8',
      'eth 50+14',
      'ip 64+20',
      'icmp 84+8',
      'data 92+8',
    ])
  })

  it('have titles like those of Wireshark', () => {
    expect(layersOf(frames.VXLAN_PING).map(({ title }) => title)).toEqual([
      'Ethernet II, Src: 52:54:00:a1:10:01, Dst: 52:54:00:a1:10:02',
      'Internet Protocol Version 4, Src: 172.16.16.121, Dst: 172.16.16.122',
      'User Datagram Protocol, Src Port: 50764, Dst Port: 8472',
      'Virtual eXtensible Local Area Network, VNI: 16621',
      'Ethernet II, Src: ce:3b:0e:5f:01:01, Dst: ce:3b:0e:5f:01:02',
      'Internet Protocol Version 4, Src: 10.42.0.15, Dst: 10.42.1.23',
      'Internet Control Message Protocol',
      'Payload, 8 octets',
    ])
  })

  it('give fields name, label, value and octets', () => {
    const layers = layersOf(frames.FRAGMENT_TAIL)
    expect(fieldIn(layers, 'ip.id')).toEqual({
      name: 'ip.id',
      label: 'Identification',
      value: '0x90a2 (37026)',
      at: 18,
      length: 2,
      number: 37_026,
    })
    expect(fieldIn(layers, 'ip.frag_offset')).toMatchObject({ value: '1440', at: 20, length: 2 })
    expect(fieldIn(layers, 'ip.flags.mf')).toMatchObject({ value: 'Not set', at: 20, length: 1 })
    expect(fieldIn(layers, 'ip.proto').value).toBe('UDP (17)')
  })

  it('show TCP options one by one', () => {
    const layers = layersOf(frames.TCP_SACK)
    const edges = layers
      .flatMap(({ fields }) => fields)
      .filter(({ name }) => name.startsWith('tcp.options.sack_'))
      .map(({ value, at }) => [value, at])
    expect(edges).toEqual([
      ['57015690', 70],
      ['57017138', 74],
      ['57012794', 78],
      ['57014242', 82],
    ])
    expect(valueIn(layers, 'tcp.flags')).toBe('0x010 (ACK)')
  })

  it('give IPv6 extension headers layers of their own', () => {
    expect(outline(layersOf(frames.ATOMIC))).toEqual([
      'eth 0+14',
      'ipv6 14+40',
      'ipv6.fraghdr 54+8',
      'tcp 62+20',
    ])
    expect(layersOf(frames.ATOMIC)[2]?.title).toBe('IPv6 Fragment Header, atomic')
    expect(outline(layersOf(frames.DESTINATION_OPTIONS))[2]).toBe('ipv6.dstopts 54+8')
    expect(outline(layersOf(frames.ROUTING))[2]).toBe('ipv6.routing 54+8')
  })

  it('show every tag, label and option', () => {
    expect(outline(layersOf(frames.QINQ)).slice(0, 3)).toEqual([
      'eth 0+14',
      'ieee8021ad 14+4',
      'vlan 18+4',
    ])
    expect(outline(layersOf(frames.MPLS_GRE)).slice(1, 4)).toEqual([
      'vlan 14+4',
      'mpls 18+4',
      'mpls 22+4',
    ])
    expect(outline(layersOf(frames.GENEVE))[3]).toBe('geneve 42+16')
    expect(valueIn(layersOf(frames.GENEVE), 'geneve.option.unknown.data')).toBe('0a2a000f')
    expect(valueIn(layersOf(frames.ROUTER_ALERT), 'ip.opt.ra')).toBe('0x0000')
  })

  it('show the cooked header of either version', () => {
    expect(valueIn(layersOf(frames.SLL, 113), 'sll.pkttype')).toBe('Sent by us (4)')
    const layers = layersOf(frames.SLL2, 276)
    expect(outline(layers).slice(0, 2)).toEqual(['sll 0+20', 'ip 20+20'])
    expect(valueIn(layers, 'sll.ifindex')).toBe('6')
  })

  it('cover a link header up to the packet it carries', () => {
    expect(outline(layersOf(frames.NFLOG, 239)).slice(0, 2)).toEqual(['nflog 0+48', 'ip 48+20'])
  })

  it('put the packet that an ICMP error quotes behind it', () => {
    const layers = layersOf(frames.ICMP_FRAGMENTATION_NEEDED, ETHERNET, 582)
    expect(valueIn(layers, 'icmp.mtu')).toBe('1460')
    expect(outline(layers).slice(2, 6)).toEqual(['icmp 34+8', 'ip 42+20', 'udp 62+8', 'vxlan 70+8'])
    expect(layers.slice(3).every(({ title }) => title.startsWith('quoted '))).toBe(true)
  })

  it('say where a quotation of eight octets ends', () => {
    const quoted = ipv4({ ...ends, proto: 6, length: 1500 }, hex('0050 c350 00000001'))
    const error = ipv4({ ...ends, proto: 1 }, join(hex('0304 0000 0000 0578'), quoted))
    const layers = layersOf(error, RAW_IP)
    expect(valueIn(layers, 'tcp.srcport')).toBe('80')
    expect(valueIn(layers, 'tcp.seq_raw')).toBe('1')
    expect(layers.at(-1)?.title).toBe('quoted The quotation ends inside this header')
  })

  it('show an ARP message and the padding behind it', () => {
    const layers = layersOf(padded(frames.ARP_REPLY))
    expect(outline(layers)).toEqual(['eth 0+14', 'arp 14+28'])
    expect(valueIn(layers, 'arp.opcode')).toBe('reply (2)')
    expect(fieldIn(layers, 'eth.padding')).toMatchObject({ at: 42, length: 18 })
  })

  it('take zeros for padding, and anything else for a trailer', () => {
    const short = ethernet({}, datagram(hex('aa')))
    expect(fieldIn(layersOf(padded(short)), 'eth.padding')).toMatchObject({ at: 43, length: 17 })
    expect(fieldIn(layersOf(join(short, hex('01020304'))), 'eth.trailer').value).toBe('01020304')
  })
})

describe('the end of the layers', () => {
  const titleOfLast = (layers: readonly Layer[]) => layers.at(-1)?.title

  it('says that a fragment has no headers, and which octets it holds', () => {
    const layers = layersOf(frames.FRAGMENT_TAIL)
    expect(outline(layers)).toEqual(['eth 0+14', 'ip 14+20', 'data 34+18'])
    expect(titleOfLast(layers)).toBe('Fragment of a datagram: no transport header here')
    const last = layers.at(-1)?.fields.map(({ value }) => value)
    expect(last).toEqual(['18', '666768696a6b6c6d6e6f7071727374757677', '1440–1457'])
  })

  it('shows the headers that the head of a datagram carries', () => {
    const layers = layersOf(frames.FRAGMENT_HEAD, ETHERNET, 1474)
    expect(layers.map(({ protocol }) => protocol)).toContain('vxlan')
    expect(titleOfLast(layers)).toBe('First part of a payload, 1382 octets, 8 captured')
  })

  it('says that a header goes on in the next fragment', () => {
    const segment = tcp({ ...ends, srcPort: 1, dstPort: 2, seq: 1, flags: 'S' }, new Uint8Array(64))
    const [head] = fragmentIpv4(ipv4({ ...ends, proto: 6 }, segment), 28)
    const layers = layersOf(head ?? hex(''), RAW_IP)
    expect(valueIn(layers, 'tcp.dstport')).toBe('2')
    expect(titleOfLast(layers)).toBe('This header goes on in the next fragment')
  })

  it('says where the capture ends, and shows what it holds', () => {
    const layers = layersOf(frames.TCP_SYN.slice(0, 44), ETHERNET, 78)
    expect(layers.at(-1)).toMatchObject({ protocol: '_ws.short', at: 34, length: 10 })
    expect(valueIn(layers, 'tcp.seq_raw')).toBe('2157231763')
    expect(() => fieldIn(layers, 'tcp.ack_raw')).toThrow()
  })

  it('says what is malformed', () => {
    const broken = frames.TCP_SYN.slice()
    broken[46] = 0x30
    const layers = layersOf(broken)
    expect(layers.at(-1)).toMatchObject({
      protocol: '_ws.malformed',
      title: 'Malformed: tcp.hdr_len',
    })
    expect(valueIn(layers, 'tcp.hdr_len')).toBe('12 bytes (3)')
    expect(titleOfLast(layersOf(frames.TCP_SYN.slice(0, 40)))).toMatch(/^Malformed/)
  })

  it('says what is not decoded, and why', () => {
    expect(titleOfLast(layersOf(ipv4({ ...ends, proto: 253 }, hex('00')), RAW_IP))).toBe(
      'Not decoded: IP protocol 253',
    )
    expect(layersOf(hex('00000123 00000000'), 227)).toEqual([
      {
        protocol: 'data',
        title: 'Not decoded: link type 227 (CAN_SOCKETCAN)',
        at: 0,
        length: 8,
        fields: [
          { name: 'data.len', label: 'Length', value: '8', at: 0, length: 0, number: 8 },
          { name: 'data.data', label: 'Data', value: '0000012300000000', at: 0, length: 8 },
        ],
      },
    ])
  })

  it('shows text as it is, controls and all', () => {
    const payload = text('GET /\r\n\u202e\u0000\u001b[31m, a longer line of plain text')
    const layers = layersOf(datagram(payload), RAW_IP)
    expect(valueIn(layers, 'data.text')).toBe(
      'GET /\r\n\u202e\u0000\u001b[31m, a longer line of plain text',
    )
    expect(fieldIn(layers, 'udp.payload')).toMatchObject({ at: 28, length: payload.length })
  })

  it.each([
    ['not UTF-8', hex('ff41424344454647')],
    ['mostly controls', hex('0001020304414243')],
    ['empty', hex('')],
  ])('shows no text where the payload is %s', (_what, payload) => {
    expect(() => fieldIn(layersOf(datagram(payload), RAW_IP), 'data.text')).toThrow()
  })

  it('shortens long payloads', () => {
    const layers = layersOf(datagram(text('a'.repeat(900))), RAW_IP)
    expect(valueIn(layers, 'udp.payload')).toBe(`${'61'.repeat(32)}…`)
    expect(valueIn(layers, 'data.text')).toBe(`${'a'.repeat(512)}…`)
  })
})

describe('whatever the octets', () => {
  const changes = fc.array(fc.record({ at: fc.nat(200), value: fc.nat(255) }), { maxLength: 6 })
  const real = fc.constantFrom(...Object.values(frames))
  const linktypes = fc.constantFrom(0, 1, 9, 10, 101, 104, 113, 239, 276)

  function expectInside({ layers, summary }: ReturnType<typeof describeFrame>, size: number) {
    expect(summary).not.toBe('')
    const places = layers.flatMap((layer) => [layer, ...layer.fields])
    expect(places.filter(({ at, length }) => length < 0 || at + length > size)).toEqual([])
    const early = layers.filter((layer) => layer.fields.some(({ at }) => at < layer.at))
    expect(early).toEqual([])
  }

  it('every field of a damaged frame stands inside of it', () => {
    fc.assert(
      fc.property(real, changes, fc.nat(200), linktypes, (frame, changed, length, linktype) => {
        const octets = frame.slice(0, length)
        for (const { at, value } of changed) if (at < octets.length) octets[at] = value
        expectInside(describeFrame(octets, linktype, 1500), octets.length)
        expectInside(describeFrame(octets, linktype, octets.length), octets.length)
      }),
      { numRuns: 5000 },
    )
  })

  it('every field of noise stands inside of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), linktypes, (octets, linktype) => {
        expectInside(describeFrame(octets, linktype, octets.length), octets.length)
      }),
      { numRuns: 5000 },
    )
  })
})
