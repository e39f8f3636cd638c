/** Hosts: their names, the ports at which they answered, and, where frames were counted, how much they said. */
import { MAX_LISTED_CONNS } from '../limits/limits'
import { MAX_OBJECT_TEXTS } from '../limits/workspace-limits'
import { parseAddress } from '../model/address'
import type { Applications } from '../model/app-records'
import type { CaptureFacts } from '../model/capture'
import type { Census } from '../model/census'
import type { HostName, HostRow, HostService, Listed } from '../model/objects'
import type { ConnRecord } from '../model/records'

export interface HostSources {
  flows: readonly ConnRecord[]
  /** Each per capture. */
  applications: readonly Applications[]
  facts: readonly CaptureFacts[]
  /** null: not taken. */
  census: readonly (Census | null)[]
}

export function hostRows(sources: HostSources): Listed<HostRow> {
  const hosts = new Hosts()
  for (const conn of sources.flows) takeConn(hosts, conn)
  for (const of of sources.applications) takeApplications(hosts, of)
  for (const { names } of sources.facts) {
    for (const { address, name } of names) hosts.name(address, name, 'capture')
  }
  for (const taken of sources.census) if (taken !== null) takeCensus(hosts, taken)
  return hosts.list()
}

/** RFC 2131: what our own words about a DHCP message say. */
const DHCP_NAME = /host name (.+?)(?:, (?:has|asks for|gets|server|for) |$)/
const DHCP_ADDRESS = /\b(?:gets|has|asks for) (\d+\.\d+\.\d+\.\d+)/

const UNSPECIFIED = new Set(['', '0.0.0.0', '::'])

class Hosts {
  private readonly rows = new Map<string, HostRow>()
  private beyond = 0

  of(address: string): HostRow | null {
    const known = this.rows.get(address)
    if (known !== undefined) return known
    if (UNSPECIFIED.has(address)) return null
    if (this.rows.size >= MAX_LISTED_CONNS) {
      this.beyond++
      return null
    }
    const row: HostRow = {
      address,
      ...{ names: [], macs: [], services: [] },
      ...{ sentFrames: -1, sentOctets: 0, receivedFrames: -1, receivedOctets: 0 },
    }
    this.rows.set(address, row)
    return row
  }

  /** Of a host that is known. */
  name(address: string, name: string, from: HostName['from']): void {
    const names = this.rows.get(address)?.names
    if (names === undefined || name === '' || names.length >= MAX_OBJECT_TEXTS) return
    if (!names.some((known) => known.name === name)) names.push({ name, from })
  }

  service(address: string, service: HostService): void {
    const services = this.of(address)?.services
    if (services === undefined) return
    const known = services.find(
      ({ port, transport }) => port === service.port && transport === service.transport,
    )
    if (known !== undefined) known.protocol ||= service.protocol
    else if (services.length < MAX_OBJECT_TEXTS) services.push(service)
  }

  list(): Listed<HostRow> {
    const rows = [...this.rows.values()]
    for (const { services } of rows) services.sort((a, b) => a.port - b.port)
    const frames = (row: HostRow) => row.sentFrames + row.receivedFrames
    rows.sort((a, b) => frames(b) - frames(a))
    return { rows, listed: rows.length, total: rows.length + this.beyond }
  }
}

function takeConn(hosts: Hosts, { orig, resp, handshake, respSide }: ConnRecord): void {
  hosts.of(orig.address)
  hosts.of(resp.address)
  if (handshake.synAckFrame > 0 || respSide.dataFrames > 0) {
    hosts.service(resp.address, { transport: 'tcp', port: resp.port, protocol: '' })
  }
}

function takeApplications(hosts: Hosts, { dns, http, tls, session }: Applications): void {
  for (const { src, dst, dstPort, transport, protocol, rcode } of dns) {
    hosts.of(src)
    if (rcode >= 0 && protocol === 'dns') {
      hosts.service(dst, { transport, port: dstPort, protocol })
    }
  }
  for (const { src, dst, dstPort, transport, status } of http) {
    hosts.of(src)
    if (status > 0) hosts.service(dst, { transport, port: dstPort, protocol: 'http' })
  }
  for (const { src, dst, dstPort, transport, transportedBy, version } of tls) {
    hosts.of(src)
    if (version !== '') hosts.service(dst, { transport, port: dstPort, protocol: transportedBy })
  }
  // Names last: they are given to hosts that were seen.
  for (const { answers, query, type } of dns) {
    if (type !== 1 && type !== 28) continue
    for (const answer of answers) {
      if (parseAddress(answer) !== null) hosts.name(answer, query, 'dns')
    }
  }
  for (const { dst, sni } of tls) hosts.name(dst, sni, 'sni')
  for (const { dst, host } of http) {
    const name = host.replace(/:\d+$/, '')
    if (parseAddress(name) === null) hosts.name(dst, name, 'http')
  }
  for (const { protocol, text } of session) {
    if (protocol !== 'dhcp') continue
    const [, name = ''] = DHCP_NAME.exec(text) ?? []
    const [, address = ''] = DHCP_ADDRESS.exec(text) ?? []
    if (name !== '' && address !== '' && hosts.of(address) !== null) {
      hosts.name(address, name, 'dhcp')
    }
  }
}

function takeCensus(hosts: Hosts, { endpoints, neighbours }: Census): void {
  for (const each of [...endpoints.ipv4.rows, ...endpoints.ipv6.rows]) {
    const row = hosts.of(each.address)
    if (row === null) continue
    row.sentFrames = Math.max(0, row.sentFrames) + each.sentFrames
    row.receivedFrames = Math.max(0, row.receivedFrames) + each.receivedFrames
    row.sentOctets += each.sentOctets
    row.receivedOctets += each.receivedOctets
  }
  const addresses = new Map<string, number>()
  for (const { mac } of neighbours) addresses.set(mac, (addresses.get(mac) ?? 0) + 1)
  for (const { address, mac } of neighbours) {
    const macs = hosts.of(address)?.macs
    if (macs === undefined || macs.length >= MAX_OBJECT_TEXTS) continue
    if (!macs.some((known) => known.mac === mac)) {
      macs.push({ mac, addresses: addresses.get(mac) ?? 1 })
    }
  }
}
