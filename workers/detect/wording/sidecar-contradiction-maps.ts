/** `sidecar-contradiction` in English: tunnel maps. Endpoints and routes: the files beside. */
import type { Step } from '../../model/finding'
import type { MapConflict, MapFacts } from '../facts/sidecar-contradiction'
import { count, formatList } from '../format'
import { type Said, sentences } from '../said'
import type { Witnesses } from '../witnesses'

const LISTED = 4

/** `packets`: those in the captures that follow a map that Kubernetes contradicts. */
export function sayMaps(facts: MapFacts, packets: number, witnesses: Witnesses): Said {
  const [first] = facts.conflicts
  if (first === undefined) throw new Error('no conflict')
  const wrong = wrongOf(first)
  return {
    claim: claimOf(facts, first, witnesses),
    happened: sentences(
      ...facts.conflicts.slice(0, LISTED).map((conflict) => saidOf(conflict, witnesses)),
      first.right && rightOf(first, wrong, facts),
      packets > 0 &&
        `${count(packets, 'connection')} of these captures went the way of the map that is contradicted.`,
    ),
    rule: 'Two files name different nodes for the same prefix, or a map names another node than the one where Kubernetes has its pods, and both nodes are known.',
    confidenceReasons: sentences(
      'The files are compared word by word.',
      first.assumed &&
        `The map tells the first address of a prefix only; its length, ${String(first.length)}, is assumed.`,
    ),
    counterEvidence: sentences(
      packets === 0 && 'No connection of these captures is seen to go the wrong way because of it.',
    ),
    alternatives: [
      {
        cause: 'The files were written at different times, and the pods moved in between',
        for: [],
        against: sentences(
          packets > 0 && 'The packets of these captures go to the node that is contradicted.',
        ),
      },
      {
        cause: 'The files are from different clusters that use the same addresses',
        for: [],
        against: [],
      },
    ],
    disprovedBy: ['The same files, written again at one and the same time, agree.'],
    nextSteps: stepsOf(first, wrong, facts),
    confirm: confirmOf(first),
  }
}

function claimOf({ conflicts }: MapFacts, first: MapConflict, witnesses: Witnesses): string {
  const { prefix, said, right } = first
  const more =
    conflicts.length > 1 ? ` (and ${count(conflicts.length - 1, 'prefix', 'prefixes')} more)` : ''
  const nodes = new Set(said.map(({ node }) => node))
  if (nodes.size > 1) {
    const each = said.map(({ file, node }) => `${file} ${nodeOf(node, witnesses)}`)
    return `Tunnel maps disagree on where ${prefix} is: ${formatList(each)}${more}`
  }
  const node = said[0] ? nodeOf(said[0].node, witnesses) : ''
  return `${formatList(said.map(({ file }) => file))} sends packets for ${prefix} to ${node}, but its pods run on ${right?.name ?? ''}${more}`
}

function nodeOf(node: string, witnesses: Witnesses): string {
  const name = witnesses.nodeAt(node)
  return name === '' ? node : `${node} (${name})`
}

function saidOf({ prefix, said }: MapConflict, witnesses: Witnesses): string {
  const each = said.map(({ file, node }) => `${file} says ${nodeOf(node, witnesses)}`)
  return `Of ${prefix}, ${formatList(each)}.`
}

/** Files whose node is none of those where the pods run. */
function wrongOf({ said, right }: MapConflict): readonly { file: string; node: string }[] {
  return right === null ? [] : said.filter(({ node }) => !right.addresses.includes(node))
}

function rightOf(
  { right, prefix }: MapConflict,
  wrong: readonly { file: string }[],
  { writers }: MapFacts,
): string {
  if (right === null) return ''
  const files = wrong.map(({ file }) => {
    const writer = writers.get(file)
    return writer === undefined ? file : `${file} (written on ${writer}, whose own prefix it lacks)`
  })
  const pods = right.pods.length === 0 ? `the prefix ${prefix}` : formatList(right.pods, LISTED)
  const stale = files.length === 0 ? '' : ` So the entry is stale in ${formatList(files)}.`
  return `${right.by} has ${pods} on ${right.name}, whose address is ${formatList(right.addresses)}.${stale}`
}

function stepsOf(
  { right }: MapConflict,
  wrong: readonly { file: string }[],
  { writers }: MapFacts,
): Step[] {
  const writer = wrong.map(({ file }) => writers.get(file)).find((name) => name !== undefined)
  const on = writer !== undefined && isName(writer) ? writer : ''
  const where = on === '' ? 'the node with the stale entry (replace NODE by its name)' : on
  const restart: Step = {
    say: `Have the agent on ${where} write its map anew: restart it. Pods keep running.`,
    command: `kubectl -n kube-system delete pod -l k8s-app=cilium --field-selector spec.nodeName=${on || 'NODE'}`,
  }
  return right === null ? [] : [restart]
}

const isName = (text: string): boolean =>
  /^[a-z\d][a-z\d.-]{0,252}$/.test(text) && /[a-z]/.test(text)

function confirmOf({ base }: MapConflict): Step[] {
  return [
    {
      say: 'On every node: where does its datapath send packets for this prefix?',
      command: `for p in $(kubectl -n kube-system get pods -l k8s-app=cilium -o name); do echo "$p"; kubectl -n kube-system exec "$p" -c cilium-agent -- sh -c 'cilium-dbg bpf tunnel list 2>/dev/null; cilium-dbg bpf ipcache list' | grep -F '${prefixStart(base)}'; done`,
    },
  ]
}

/** What all addresses of the usual prefix begin with: `10.42.2.`. */
function prefixStart(base: string): string {
  return base.includes(':') ? base.replace(/:+$/, '') : base.replace(/\d+$/, '')
}
