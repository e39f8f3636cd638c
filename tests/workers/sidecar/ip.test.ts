/** Routes and devices, as iproute2 prints them. */
import { describe, expect, it, test } from 'vitest'
import { bare, crlf, read, recognised, told } from './read'

describe('ip route', () => {
  const text = `default via 192.168.7.1 dev eth0 proto dhcp src 192.168.7.11 metric 100
10.8.2.0/24 via 10.8.1.1 dev cilium_host proto kernel src 10.8.1.1 mtu 1450
10.8.3.0/24 via 10.8.1.1 dev cilium_host mtu lock 1400
192.168.7.0/24 dev eth0 proto kernel scope link src 192.168.7.11
local 192.168.7.11 dev eth0 table local proto kernel scope host src 192.168.7.11
unreachable 10.9.0.0/16 metric 4278198272
10.7.0.0/16 proto static
	nexthop via 192.168.7.2 dev eth0 weight 1
`

  it('gives prefix, device and MTU; −1 where the route has none', () => {
    for (const written of [text, crlf(text)]) {
      expect(bare(read(written).routes)).toEqual([
        { base: '0.0.0.0', length: 0, via: '192.168.7.1', device: 'eth0', mtu: -1 },
        { base: '10.8.2.0', length: 24, via: '10.8.1.1', device: 'cilium_host', mtu: 1450 },
        { base: '10.8.3.0', length: 24, via: '10.8.1.1', device: 'cilium_host', mtu: 1400 },
        { base: '192.168.7.0', length: 24, via: '', device: 'eth0', mtu: -1 },
        { base: '10.9.0.0', length: 16, via: '', device: '', mtu: -1 },
        { base: '10.7.0.0', length: 16, via: '', device: '', mtu: -1 },
      ])
    }
    expect(told(text)).toEqual(['ip route', 7, 0, '6 routes'])
  })

  it('reads routes of IPv6, and one that was asked for', () => {
    const six = `fd00:8:2::/64 via fe80::1 dev eth0 metric 1024 mtu 1430 pref medium
default via fe80::1 dev eth0 proto ra metric 100
10.8.2.9 via 10.8.1.1 dev cilium_host src 10.8.1.17 uid 0
    cache expires 42sec mtu 1410
`
    expect(read(six).routes.map(({ base, length, mtu }) => [base, length, mtu])).toEqual([
      ['fd00:8:2::', 64, 1430],
      ['::', 0, -1],
      ['10.8.2.9', 32, 1410],
    ])
  })

  it('reads JSON', () => {
    const routes = [
      { dst: 'default', gateway: '192.168.7.1', dev: 'eth0', flags: [] },
      { dst: '10.8.2.0/24', dev: 'cilium_host', metrics: [{ mtu: 1450 }] },
      { dst: 'nonsense', dev: 'x' },
    ]
    expect(bare(read(JSON.stringify(routes)).routes)).toEqual([
      { base: '0.0.0.0', length: 0, via: '192.168.7.1', device: 'eth0', mtu: -1 },
      { base: '10.8.2.0', length: 24, via: '', device: 'cilium_host', mtu: 1450 },
    ])
    expect(told(JSON.stringify(routes))[2]).toBe(1)
  })

  it('counts what is no route', () => {
    expect(told(`${text}10.8.2.0/64 dev eth0\nhello\n`)[2]).toBe(2)
  })
})

describe('ip link', () => {
  const text = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00 promiscuity 0
2: eth0@if9: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP
    link/ether 0a:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff link-netnsid 0
    inet 192.168.7.11/24 brd 192.168.7.255 scope global eth0
    inet6 fe80::1/64 scope link
    RX:  bytes packets errors dropped  missed   mcast
        123456    1000      0       7       0       0
    TX:  bytes packets errors dropped carrier collsns
         65432     900      0       2       0       0
5: cilium_vxlan: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UNKNOWN
    link/ether 0a:00:00:00:00:02 brd ff:ff:ff:ff:ff:ff promiscuity 0
    vxlan external id 0 srcport 0 0 dstport 8472 ttl auto
`

  it('gives index, MTU, kind, addresses and drops', () => {
    for (const written of [text, crlf(text)]) {
      expect(read(written).devices).toMatchObject([
        { index: 1, name: 'lo', mtu: 65536, kind: '', dropped: -1 },
        {
          ...{ index: 2, name: 'eth0', mtu: 1500, dropped: 9 },
          addresses: ['192.168.7.11', 'fe80::1'],
        },
        { index: 5, name: 'cilium_vxlan', mtu: 1450, kind: 'vxlan', port: 8472 },
      ])
    }
    expect(told(text)).toEqual(['ip link', 3, 0, '3 devices'])
  })

  it('reads JSON', () => {
    const device = {
      ...{ ifindex: 5, ifname: 'flannel.1', mtu: 1450 },
      linkinfo: { info_kind: 'vxlan', info_data: { id: 1, port: 8472 } },
      addr_info: [{ family: 'inet', local: '10.8.1.0' }],
      stats64: { rx: { dropped: 1 }, tx: { dropped: 3 } },
    }
    expect(bare(read(JSON.stringify([device])).devices)).toEqual([
      {
        ...{ index: 5, name: 'flannel.1', mtu: 1450, kind: 'vxlan', vni: 1, port: 8472 },
        ...{ addresses: ['10.8.1.0'], dropped: 4 },
      },
    ])
  })

  it('stands beside routes in one file', () => {
    const both = read(`${text}default via 192.168.7.1 dev eth0\n`)
    expect([both.devices.length, both.routes.length]).toEqual([3, 1])
    expect(both.files[0]).toMatchObject({ format: 'ip route, ip link', notUnderstood: 0 })
  })
})

test.each([
  ['a numbered list', '1: eth0: it has mtu 1500\n2: eth1: so has this\n'],
  ['addresses alone', '10.8.2.0/24\n10.8.3.0/24\n'],
])('%s is none of them', (_, text) => {
  expect(recognised(text)).toBe(false)
})
