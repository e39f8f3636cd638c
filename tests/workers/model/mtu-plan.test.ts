import { describe, expect, it } from 'vitest'
import { type Encapsulation, type MtuQuestion, planMtu } from '../../../workers/model/mtu-plan'

const plan = (kinds: Encapsulation[], changed: Partial<MtuQuestion> = {}) =>
  planMtu({
    ...{ encapsulations: kinds, underlayMtu: 1500, outerIpv6: false, innerIpv6: false },
    ...changed,
  })

describe('planMtu', () => {
  // Values that the documentation of Cilium, Calico and WireGuard gives for an underlay of 1500.
  it.each<[Encapsulation[], number]>([
    [[], 1500],
    [['vxlan'], 1450],
    [['geneve'], 1450],
    [['ipip'], 1480],
    [['gre'], 1476],
    [['wireguard'], 1440],
    [['vlan'], 1496],
    [['wireguard', 'vxlan'], 1390],
  ])('%j leaves %d octets over IPv4', (kinds, podMtu) => {
    expect(plan(kinds).podMtu).toBe(podMtu)
  })

  it.each<[Encapsulation[], number]>([
    [['vxlan'], 1430],
    [['ipip'], 1460],
    [['wireguard'], 1420],
  ])('%j leaves %d octets over IPv6', (kinds, podMtu) => {
    expect(plan(kinds, { outerIpv6: true }).podMtu).toBe(podMtu)
  })

  it('leaves what ESP with AES-GCM can carry in whole words', () => {
    expect(plan(['ipsec']).podMtu).toBe(1446) // 1500 − 20 − 8 − 8 − 16 − 2
    expect(plan(['ipsec'], { underlayMtu: 1499 }).podMtu).toBe(1442)
  })

  it('answers the question of the first case: 1460 carries 1410 through VXLAN', () => {
    expect(plan(['vxlan'], { underlayMtu: 1460 })).toMatchObject({ podMtu: 1410, mss: 1370 })
  })

  it('counts headers of IPv6, and knows its smallest link', () => {
    const inner = plan(['vxlan'], { innerIpv6: true, underlayMtu: 1320 })
    expect(inner).toMatchObject({ podMtu: 1270, mss: 1210, tooSmallForIpv6: true })
    expect(plan(['vxlan'], { innerIpv6: true }).tooSmallForIpv6).toBe(false)
  })

  it('gives the share of payload on the wire', () => {
    // 1460 of 1538 octets on Ethernet; with VXLAN 1410 of 1538
    expect(plan([]).goodputPercent).toBeCloseTo(94.93, 2)
    expect(plan(['vxlan']).goodputPercent).toBeCloseTo(91.68, 2)
  })

  it('lets nothing through where nothing fits', () => {
    expect(plan(['vxlan', 'wireguard'], { underlayMtu: 120 })).toMatchObject({
      ...{ podMtu: 0, mss: 0, goodputPercent: 0, overhead: 0 },
    })
  })
})
