import { describe, expect, it } from 'vitest'
import type { Tunnel } from '../../../workers/model/records'
import { HostsMap, WayMap } from '../../../workers/detect/way-map'
import type { Way } from '../../../workers/detect/way'
import { vxlan } from '../../support/records'
import { times } from '../../support/replay'

const [LOW, HIGH] = ['10.0.0.1', '10.0.0.2']
const seen = (tunnel: Tunnel | null = null, tap = 0, capture = 0) => ({ capture, tap, tunnel })

const wayMap = (bound = 10) => new WayMap<{ way: Way }>(bound, (_, way) => ({ way }))

describe('WayMap', () => {
  it('tells the directions of a pair apart, whichever host comes first', () => {
    const map = wayMap()
    const up = map.upsert(seen(), LOW, HIGH, false)
    expect(up?.way).toEqual({ from: LOW, to: HIGH, tunnel: null })
    expect(map.upsert(seen(), HIGH, LOW, true)).toBe(up)
    const down = map.upsert(seen(), LOW, HIGH, true)
    expect(down?.way).toEqual({ from: HIGH, to: LOW, tunnel: null })
    expect(map.upsert(seen(), HIGH, LOW, false)).toBe(down)
    expect(map.size).toBe(2)
  })

  it('turns the tunnel with the direction, and leaves out its VNI', () => {
    const map = wayMap()
    const forth = map.upsert(seen(vxlan('172.16.0.1', '172.16.0.2')), LOW, HIGH, false)
    const turned = { ...vxlan('172.16.0.2', '172.16.0.1'), vni: 99 }
    expect(map.upsert(seen(turned), HIGH, LOW, true)).toBe(forth)
    const back = map.upsert(seen(turned), HIGH, LOW, false)
    expect(back?.way).toMatchObject({ from: HIGH, tunnel: { src: '172.16.0.2' } })
    expect(map.upsert(seen(vxlan('172.16.0.1', '172.16.0.9')), LOW, HIGH, false)).not.toBe(forth)
  })

  it('keeps captures and taps apart, and gives them together by hosts', () => {
    const map = wayMap()
    for (const place of [seen(), seen(null, 1), seen(null, 0, 1)]) {
      map.upsert(place, LOW, HIGH, false)
    }
    map.upsert(seen(), LOW, HIGH, true)
    expect([...map.byHosts()].map((group) => group.length)).toEqual([3, 1])
    expect(map.of(LOW, HIGH)).toHaveLength(3)
    expect(map.of(HIGH, LOW)).toHaveLength(1)
    expect([...map.values()]).toHaveLength(4)
  })

  it('counts the pairs and the places that it has no room for', () => {
    const map = wayMap(1)
    map.upsert(seen(), LOW, HIGH, false)
    expect(map.upsert(seen(), LOW, '10.0.0.3', false)).toBeNull()
    expect(map.turnedAway).toBe(1)
    const places = times(300, (tap) => map.upsert(seen(null, tap), LOW, HIGH, false))
    expect(places.filter((place) => place === null).length).toBe(map.turnedAway - 1)
    expect(map.turnedAway).toBeGreaterThan(1)
  })
})

describe('HostsMap', () => {
  it('is bounded in pairs, not in sources', () => {
    const map = new HostsMap<number>(2)
    expect(map.upsert('a', 'b', () => 1)).toBe(1)
    expect(map.upsert('a', 'c', () => 2)).toBe(2)
    expect(map.upsert('a', 'b', () => 3)).toBe(1)
    expect(map.upsert('d', 'e', () => 4)).toBeNull()
    expect([map.size, map.turnedAway, ...map.values()]).toEqual([2, 1, 1, 2])
  })
})
