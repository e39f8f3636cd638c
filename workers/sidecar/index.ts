/** All formats of side-cars, and what becomes of a text that may be one. */
import type { SidecarFile, Sidecars } from '../model/sidecar'
import { bpftrace } from './bpftrace'
import { ciliumBpfEndpoint } from './cilium-bpf-endpoint'
import { ciliumEndpoint } from './cilium-endpoint'
import { ciliumIdentity } from './cilium-identity'
import { ciliumIpcache } from './cilium-ipcache'
import { ciliumMonitor } from './cilium-monitor'
import { ciliumMonitorJson } from './cilium-monitor-json'
import { ciliumMonitorVerbose } from './cilium-monitor-verbose'
import { ciliumTunnel } from './cilium-tunnel'
import { conntrack } from './conntrack'
import { FactSink, type SidecarFormat } from './facts'
import { hubbleCompact } from './hubble-compact'
import { hubbleDict } from './hubble-dict'
import { hubbleJson } from './hubble-json'
import { hubbleTab } from './hubble-tab'
import { ipLink } from './ip-link'
import { ipRoute } from './ip-route'
import { kernelCounters } from './kernel-counters'
import { kubectlJson } from './kubectl-json'
import { kubectlNodes } from './kubectl-nodes'
import { kubectlPods } from './kubectl-pods'
import { kubectlServices } from './kubectl-services'
import { headOf, textOf } from './lines'
import { gaveOf } from './summary'
import { tcpdumpCounters } from './tcpdump-counters'

export const FORMATS: readonly SidecarFormat[] = [
  ...[kubectlPods, kubectlNodes, kubectlServices, kubectlJson],
  ...[ciliumTunnel, ciliumBpfEndpoint, ciliumIpcache, ciliumEndpoint, ciliumIdentity],
  ...[ciliumMonitor, ciliumMonitorVerbose, ciliumMonitorJson],
  ...[hubbleJson, hubbleCompact, hubbleTab, hubbleDict],
  ...[ipRoute, ipLink, conntrack, kernelCounters, tcpdumpCounters, bpftrace],
]

const HEAD_LINES = 60

/** What the text may be, told by its first octets; several where outputs stand below each other. */
function formatsOf(text: string): SidecarFormat[] {
  const head = headOf(text, HEAD_LINES)
  return FORMATS.filter((format) => format.recognise(head))
}

/** `head`: the first octets of a text. */
export function isSidecar(head: Uint8Array): boolean {
  return formatsOf(textOf(head)).length > 0
}

/** What a file, or an entry of a bundle, is called and where it came from. */
export interface SidecarOrigin {
  name: string
  file: string
  size: number
}

/** Adds what a file says. `cut`: only its first octets are there. */
export function addSidecar(
  into: Sidecars,
  origin: SidecarOrigin,
  octets: Uint8Array,
  cut: boolean,
): void {
  const whole = textOf(octets)
  // A line that is cut would mislead.
  const text = cut ? whole.slice(0, whole.lastIndexOf('\n') + 1) : whole
  const formats = formatsOf(text)
  const facts = new FactSink(into, into.files.length)
  const file = fileOf(origin)
  into.files.push(file)
  for (const format of formats) format.parse(text, facts)
  file.format = formats.map(({ title }) => title).join(', ')
  file.entries = facts.entries
  // Each of several formats leaves the lines of the others alone.
  file.notUnderstood = formats.length > 1 ? 0 : facts.notUnderstood
  file.gave = gaveOf(facts, into)
  file.message = messageOf(facts, cut ? octets.length : 0)
}

/** Lists a text of no known format. */
export function addUnknown(into: Sidecars, origin: SidecarOrigin): void {
  into.files.push(fileOf(origin))
}

function fileOf(origin: SidecarOrigin): SidecarFile {
  return {
    ...{ ...origin, sha256: '', format: '', entries: 0, notUnderstood: 0 },
    ...{ gave: '', named: 0, seen: 0, message: '' },
  }
}

/** `read`: octets of a text that goes on; 0: it was read as a whole. */
function messageOf({ beyond }: FactSink, read: number): string {
  const says: string[] = []
  if (read > 0) says.push(`only its first ${String(read)} octets could be read`)
  if (beyond > 0) says.push(`${String(beyond)} facts beyond the bound were left out`)
  return says.join('; ')
}

export { Fit } from './fit'
export { resolve } from './resolve'
