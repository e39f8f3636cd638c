/** `ip link`, `ip -d link`, `ip -s link`, `ip addr`: MTU, kind, addresses and drops of devices. */
import type { DeviceFact } from '../model/sidecar'
import type { FactSink, SidecarFormat } from './facts'
import { listOf, numberOf, objectOf, objectsOf, within, wordOf, type Json } from './json'
import { isNoise, linesOf } from './lines'
import { addressOf, integerOf, nameOf, portOf } from './values'

const DEVICE = /^(\d{1,9}): ([^\s:@]{1,40})(?:@\S{1,40})?: <[\w,-]*>(.*)$/
const KIND =
  /^\s+(vxlan|geneve|ipip|sit|gre|gretap|erspan|ip6gre|ip6tnl|veth|bridge|bond|dummy|wireguard|ipvlan|macvlan|vlan|tun|team|vrf|netkit)\b(.*)$/
const TOTALS = /^\s+(?:RX|TX):\s+(.*)$/

type Device = Omit<DeviceFact, 'file'>

export const ipLink: SidecarFormat = {
  title: 'ip link',
  recognise(head) {
    const start = head.join('\n')
    if (/^\s*\[\s*\{/.test(start)) return start.includes('"ifindex"') && start.includes('"ifname"')
    return head.some((line) => DEVICE.test(line) && / mtu \d/.test(line))
  },

  parse(text, facts) {
    if (/^\s*\[/.test(text)) {
      for (const object of objectsOf(text)) takeObject(objectOf(object), facts)
    } else parseText(text, facts)
  },
}

function parseText(text: string, facts: FactSink): void {
  let device: Device | null = null
  let columns: string[] | null = null
  const keep = () => {
    if (device !== null) facts.add('devices', device)
  }
  for (const line of linesOf(text)) {
    const [, index = '', name = '', about = ''] = DEVICE.exec(line) ?? []
    if (name !== '') {
      keep()
      facts.entries++
      const mtu = integerOf(/ mtu (\d{1,9})/.exec(about)?.[1] ?? '')
      device = { ...newDevice(), index: integerOf(index), name: nameOf(name), mtu }
    } else if (device !== null && /^\s/.test(line)) {
      if (columns !== null) device.dropped = added(device.dropped, droppedOf(line, columns))
      else takeDetail(line, device)
    } else if (!isNoise(line)) facts.notUnderstood++
    columns = TOTALS.exec(line)?.[1]?.trim().split(/ +/) ?? null
  }
  keep()
}

function newDevice(): Device {
  return { index: -1, name: '', mtu: -1, kind: '', vni: -1, port: 0, addresses: [], dropped: -1 }
}

const ADDRESSES = 64

function takeDetail(line: string, device: Device): void {
  const address = addressOf(/^\s+inet6? ([\da-fA-F.:]+)/.exec(line)?.[1] ?? '')
  if (address !== '' && device.addresses.length < ADDRESSES) device.addresses.push(address)
  const [, kind, about = ''] = KIND.exec(line) ?? []
  if (kind === undefined || device.kind !== '') return
  device.kind = kind
  device.vni = integerOf(/ id (\d{1,8})/.exec(about)?.[1] ?? '')
  device.port = portOf(/ dstport (\d{1,5})/.exec(about)?.[1] ?? '')
}

/** Numbers stand below their names: `RX: bytes packets errors dropped missed mcast`. */
function droppedOf(line: string, columns: readonly string[]): number {
  const numbers = line.trim().split(/ +/)
  return integerOf(numbers[columns.indexOf('dropped')] ?? '')
}

const added = (sum: number, more: number): number => (more < 0 ? sum : Math.max(0, sum) + more)

function takeObject(object: Json, facts: FactSink): void {
  const name = wordOf(object, 'ifname')
  if (name === '') {
    facts.notUnderstood++
    return
  }
  facts.entries++
  const info = within(object, 'linkinfo')
  const data = within(info, 'info_data')
  const addresses = listOf(object['addr_info']).map((each) =>
    addressOf(wordOf(objectOf(each), 'local')),
  )
  const stats = within(object, 'stats64')
  const dropped = ['rx', 'tx'].map((way) => numberOf(within(stats, way), 'dropped'))
  facts.add('devices', {
    ...{ index: numberOf(object, 'ifindex'), name, mtu: numberOf(object, 'mtu') },
    ...{ kind: wordOf(info, 'info_kind'), vni: numberOf(data, 'id') },
    port: portOf(wordOf(data, 'port')),
    addresses: addresses.filter((address) => address !== '').slice(0, ADDRESSES),
    dropped: dropped.reduce(added, -1),
  })
}
