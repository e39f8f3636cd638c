import { describe, expect, it } from 'vitest'
import { Pseudonyms } from '../../../workers/report/pseudonyms'

const isTerm = (word: string) => ['ip.addr', 'tcp.flags.reset', 'ipv6.src'].includes(word)

describe('pseudonyms', () => {
  it.each([
    ['10.0.1.10 → 10.0.1.20', 'host-1 → host-2'],
    ['10.0.1.10:8080, [fd00::1]:443', 'host-1:8080, [host-2]:443'],
    ['fe80::1%eth0 asks ff02::1', 'host-1%eth0 asks ff02::1'],
    ['10.0.2.0/24 and 10.0.2.7/32', 'net-1/24 and host-1/32'],
    ['fd00:1::/64 behind fd00::', 'net-1/64 behind host-1'],
    ['0.0.0.0/0 via 127.0.0.1, 224.0.0.251', '0.0.0.0/0 via 127.0.0.1, 224.0.0.251'],
    ['02:42:ac:11:00:02 to ff:ff:ff:ff:ff:ff', 'mac-1 to ff:ff:ff:ff:ff:ff'],
    ['asked for api.example.com.', 'asked for name-1.name-2.com.'],
    ['www.example.com, api.example.com', 'name-1.name-2.com, name-3.name-2.com'],
    ['api.shop.svc.cluster.local', 'name-1.name-2.svc.cluster.local'],
    ['5.1.0.10.in-addr.arpa', 'name-1.name-2.name-3.name-4.in-addr.arpa'],
    ['ip-10-0-1-5 answers', 'name-1 answers'],
    ['at 12:34:56.789, 1.5 s, 3 of 4', 'at 12:34:56.789, 1.5 s, 3 of 4'],
    ['ip.addr == 10.0.1.10 && tcp.flags.reset == 1', 'ip.addr == host-1 && tcp.flags.reset == 1'],
    ['tcpdump -w node.pcap host 10.0.1.10', 'tcpdump -w node.pcap host host-1'],
    ['sysctl net.ipv4.conf.all.forwarding', 'sysctl net.ipv4.conf.all.forwarding'],
    ['the tunnel drops it. Then', 'the tunnel drops it. Then'],
  ])('of %s', (text, told) => {
    expect(new Pseudonyms(isTerm).text(text)).toBe(told)
  })

  it('stand for the same everywhere, and the key says for what', () => {
    const hide = new Pseudonyms(isTerm)
    expect(hide.value({ a: ['10.0.0.1', { b: '10.0.0.2 10.0.0.1' }], n: 7 })).toEqual({
      a: ['host-1', { b: 'host-2 host-1' }],
      n: 7,
    })
    expect(hide.key()).toEqual([
      { pseudonym: 'host-1', original: '10.0.0.1' },
      { pseudonym: 'host-2', original: '10.0.0.2' },
    ])
  })

  it('know names that were told, wherever they stand, and leave words that all clusters share', () => {
    const hide = new Pseudonyms(isTerm)
    hide.learn(['orders-0', 'shop', 'default', 'Node-7'])
    expect(hide.text('shop/orders-0 (10.0.0.1) on node-7 in default')).toBe(
      'name-1/name-2 (host-1) on name-3 in default',
    )
    expect(hide.text('orders-0.shop.svc.cluster.local, the shopping')).toBe(
      'name-2.name-1.svc.cluster.local, the shopping',
    )
  })

  it('keep the ending of a file, whatever its name', () => {
    const hide = new Pseudonyms(isTerm)
    hide.learnFile('acme prod (10.0.0.1).pcap.gz', 'capture')
    hide.learnFile('node2', 'capture')
    expect(hide.text('acme prod (10.0.0.1).pcap.gz: 3 frames; node2: none')).toBe(
      'capture-1.pcap.gz: 3 frames; capture-2: none',
    )
  })
})
