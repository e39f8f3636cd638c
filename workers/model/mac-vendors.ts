/**
 * Who assigned a MAC address: a few well-known prefixes, of virtual machines, containers, network
 * cards and protocols, as the IEEE registry (MA-L) and the named documents give them.
 */

const PREFIXES: Readonly<Partial<Record<string, string>>> = {
  '00:00:0c': 'Cisco',
  '00:02:c9': 'Mellanox',
  '00:03:ff': 'Microsoft',
  '00:05:69': 'VMware',
  '00:05:85': 'Juniper',
  '00:0a:f7': 'Broadcom',
  '00:0c:29': 'VMware',
  '00:10:18': 'Broadcom',
  '00:14:22': 'Dell',
  '00:14:4f': 'Oracle (Sun)',
  '00:15:5d': 'Microsoft (Hyper-V)',
  '00:16:3e': 'Xen',
  '00:1a:4a': 'Qumranet (KVM)',
  '00:1b:21': 'Intel',
  '00:1c:14': 'VMware',
  '00:1c:42': 'Parallels',
  '00:1c:73': 'Arista',
  '00:25:90': 'Super Micro',
  '00:50:56': 'VMware',
  '00:e0:4c': 'Realtek',
  '08:00:27': 'VirtualBox',
  '0c:c4:7a': 'Super Micro',
  '24:8a:07': 'Mellanox',
  '3c:fd:fe': 'Intel',
  '50:6b:8d': 'Nutanix',
  '90:e2:ba': 'Intel',
  'a0:36:9f': 'Intel',
  'ac:1f:6b': 'Super Micro',
  'b8:27:eb': 'Raspberry Pi',
  'dc:a6:32': 'Raspberry Pi',
  'e4:5f:01': 'Raspberry Pi',
  // No registrations: what software uses by convention, or a protocol by its document.
  '52:54:00': 'QEMU, KVM',
  '02:42:ac': 'Docker',
  '0a:00:27': 'VirtualBox',
  '42:01:0a': 'Google Cloud',
  '00:00:5e': 'IANA (VRRP and others)',
  '01:00:5e': 'IPv4 multicast',
}

const BROADCAST = 'ff:ff:ff:ff:ff:ff'

export interface MacFacts {
  /** Empty: not among those that are known here. */
  vendor: string
  /** IEEE Std 802-2014 §8.4: the U/L and the I/G bit. */
  local: boolean
  group: boolean
  broadcast: boolean
}

/** `mac`: six octets in lower-case hex, with colons. */
export function macFacts(mac: string): MacFacts {
  const first = parseInt(mac.slice(0, 2), 16)
  const vendor = mac.startsWith('33:33:') ? 'IPv6 multicast' : (PREFIXES[mac.slice(0, 8)] ?? '')
  return {
    vendor,
    local: (first & 2) !== 0,
    group: (first & 1) !== 0,
    broadcast: mac === BROADCAST,
  }
}
