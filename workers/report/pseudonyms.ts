/**
 * Pseudonyms for what tells whose network it is: addresses, prefixes, hardware addresses, names of
 * hosts, pods and domains, and of files. The same stands for the same through a whole report, and
 * what a reader needs to follow it stays: ports, lengths of prefixes, the levels of a domain name,
 * addresses that mean the same everywhere.
 */
import { parseAddress } from '../model/address'

/** What is looked at as one: may hold an address, a name, or several with what joins them. */
const TOKEN =
  /(?:::)?[\p{L}\p{N}_](?:[\p{L}\p{N}_.:]*::(?![\p{L}\p{N}_/])|[\p{L}\p{N}_.:%/@-]*[\p{L}\p{N}_])?/gu
/** What joins addresses, ports, zones and names; an address is looked for before it is cut. */
const JOINTS = ['/', '%', '@', ':']

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*)$/i
const HARDWARE = /^(?:[\da-f]{2}[:-]){5}[\da-f]{2}$/i
const DOMAIN = /^(?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]$/u
/** As clouds name hosts: `ip-10-0-1-5`. */
const DASHED_ADDRESS = /(?:^|\D)\d{1,3}(?:-\d{1,3}){3}(?:\D|$)/

/** Ends of domain names that every cluster has, longest first; of others the last label stays. */
const COMMON_ENDS = [
  'svc.cluster.local',
  'pod.cluster.local',
  'cluster.local',
  'in-addr.arpa',
  'ip6.arpa',
]
/** Files that are meant to be made, and settings of the kernel: in commands, and nobody's name. */
const OURS =
  /\.(?:pcap|pcapng|json|txt|html|csv|ko|service|conf|sh)$|^net\.(?:ipv[46]|core|netfilter)\./
/** Names that every cluster or machine has, and that are words besides. */
const COMMON_NAMES = new Set(
  (
    'default kube-system kube-public kube-node-lease localhost host node nodes world health init ' +
    'unmanaged reserved ingress remote-node kube-apiserver cilium cilium-health kubernetes'
  ).split(' '),
)

export class Pseudonyms {
  private readonly isTerm: (word: string) => boolean
  /** As they are written → pseudonym. */
  private readonly files = new Map<string, string>()
  /** In small letters. */
  private readonly learned = new Set<string>()
  /** By kind: original → pseudonym. */
  private readonly hidden = new Map<string, Map<string, string>>()

  /** `isTerm`: words that look like the name of a host and are none, as `ip.addr`. */
  constructor(isTerm: (word: string) => boolean = () => false) {
    this.isTerm = isTerm
  }

  /** Names of hosts, pods and the like that cannot be told from words. */
  learn(names: Iterable<string>): void {
    for (const name of names) {
      const small = name.toLowerCase()
      if (small.length > 1 && !COMMON_NAMES.has(small) && !/^\d+$/.test(small)) {
        this.learned.add(small)
      }
    }
  }

  /** The name of a file; its ending stays. */
  learnFile(name: string, kind: string): void {
    if (name === '' || this.files.has(name)) return
    const [ending = ''] = /(?:\.\w{1,8}){1,2}$/.exec(name) ?? []
    this.files.set(name, `${this.numbered(kind, name)}${ending}`)
  }

  /** What was replaced, in the order in which it was met. */
  key(): { pseudonym: string; original: string }[] {
    return [...this.hidden.values()].flatMap((kind) =>
      [...kind].map(([original, pseudonym]) => ({ pseudonym, original })),
    )
  }

  readonly text = (text: string): string => {
    if (text === '') return text
    let out = ''
    let from = 0
    for (const { at, end, pseudonym } of this.filesIn(text)) {
      out += this.plain(text.slice(from, at)) + pseudonym
      from = end
    }
    return out + this.plain(text.slice(from))
  }

  /** All text in a plain value; typed arrays stay as they are. */
  readonly value = <T>(value: T): T => {
    if (typeof value === 'string') return this.text(value) as T
    if (Array.isArray(value)) return value.map(this.value) as T
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, this.value(part as unknown)]),
    ) as T
  }

  /** Without files. */
  private plain(text: string): string {
    return text.replace(TOKEN, (token) => this.token(token))
  }

  /** Where names of files stand; of several at one place the longest. */
  private filesIn(text: string): { at: number; end: number; pseudonym: string }[] {
    const all = [...this.files]
      .flatMap(([name, pseudonym]) =>
        placesOf(name, text).map((at) => ({ at, end: at + name.length, pseudonym })),
      )
      .sort((a, b) => a.at - b.at || b.end - a.end)
    let end = 0
    return all.filter((place) => {
      if (place.at < end) return false
      end = place.end
      return true
    })
  }

  private token(token: string): string {
    const small = token.toLowerCase()
    if (this.learned.has(small)) return this.label(small)
    if (HARDWARE.test(token)) return this.hardware(small)
    const octets = ADDRESS.test(token) ? parseAddress(small) : null
    if (octets !== null)
      return meansTheSameEverywhere(octets) ? token : this.numbered('host', small)
    const [base = '', length = '', more] = token.split('/')
    if (more === undefined && /^\d{1,3}$/.test(length)) {
      const prefix = ADDRESS.test(base) ? parseAddress(base.toLowerCase()) : null
      if (prefix !== null) return this.prefix(base.toLowerCase(), Number(length), prefix)
    }
    for (const joint of JOINTS) {
      if (token.includes(joint)) {
        return token
          .split(joint)
          .map((part) => (part === '' ? part : this.token(part)))
          .join(joint)
      }
    }
    if (DOMAIN.test(token)) return this.domain(token)
    return DASHED_ADDRESS.test(token) ? this.label(small) : token
  }

  private hardware(address: string): string {
    // Group addresses are given out by standards (IEEE 802 §8.4: the lowest bit of the first octet).
    return parseInt(address.slice(0, 2), 16) % 2 === 1 ? address : this.numbered('mac', address)
  }

  private prefix(base: string, length: number, octets: readonly number[]): string {
    if (length === octets.length * 8) return `${this.token(base)}/${String(length)}`
    if (length === 0 || meansTheSameEverywhere(octets)) return `${base}/${String(length)}`
    return `${this.numbered('net', `${base}/${String(length)}`)}/${String(length)}`
  }

  private domain(name: string): string {
    if (OURS.test(name) || this.isTerm(name)) return name
    const small = name.toLowerCase()
    const end =
      COMMON_ENDS.find((common) => small === common || small.endsWith(`.${common}`)) ??
      small.slice(small.lastIndexOf('.') + 1)
    const labels = small.slice(0, Math.max(0, small.length - end.length - 1))
    if (labels === '') return name
    return [...labels.split('.').map((label) => this.label(label)), end].join('.')
  }

  private label(name: string): string {
    return COMMON_NAMES.has(name) ? name : this.numbered('name', name)
  }

  /** `host-3` */
  private numbered(kind: string, original: string): string {
    const known = this.hidden.get(kind) ?? new Map<string, string>()
    this.hidden.set(kind, known)
    const pseudonym = known.get(original) ?? `${kind}-${String(known.size + 1)}`
    known.set(original, pseudonym)
    return pseudonym
  }
}

function placesOf(name: string, text: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    places.push(at)
  }
  return places
}

/** Loopback, unspecified, multicast, broadcast and masks (RFC 6890, RFC 4291 §2.5, §2.7). */
function meansTheSameEverywhere(octets: readonly number[]): boolean {
  const [first = 0] = octets
  if (octets.length === 4)
    return first === 127 || first >= 224 || octets.every((octet) => octet === 0)
  return first === 0xff || octets.slice(0, 15).every((octet) => octet === 0)
}
