/** `sidecar-contradiction` in English: lists of endpoints against Kubernetes and other lists. */
import type { EndpointConflict, EndpointFacts } from '../facts/sidecar-contradiction'
import { count, formatList } from '../format'
import { type Said, sentences } from '../said'

const LISTED = 6

export function sayEndpoints({ file, node, conflicts }: EndpointFacts): Said {
  const [first] = conflicts
  const more =
    conflicts.length > 1 ? ` (and ${count(conflicts.length - 1, 'address', 'addresses')} more)` : ''
  const list = node === '' ? file : `${file} (of ${node})`
  return {
    claim: first ? `${claimOf(first, list)}${more}` : '',
    happened: [
      ...conflicts.slice(0, LISTED).map((conflict) => `${claimOf(conflict, list)}.`),
      ...sentences(
        conflicts.length > LISTED &&
          `${count(conflicts.length - LISTED, 'address', 'addresses')} more are like these.`,
      ),
    ],
    rule: 'An address stands in the list of a node’s endpoints and Kubernetes has it on another node, or for another pod; a pod of the node is not in its list; or another node knows the address by another identity. Reserved identities, pods that are through and addresses of nodes are left out.',
    confidenceReasons: sentences(
      'The files are compared address by address.',
      node === '' && 'Which node wrote the list cannot be told from it.',
    ),
    counterEvidence: [],
    alternatives: [
      {
        cause: 'The files were written at different times, and pods came or went in between',
        for: sentences(
          conflicts.every(({ kind }) => kind === 'missing') &&
            'Addresses are only missing: pods that are new look the same.',
        ),
        against: [],
      },
      {
        cause: 'The files are from different clusters that use the same addresses',
        for: [],
        against: [],
      },
    ],
    disprovedBy: ['The same files, written again at one and the same time, agree.'],
    nextSteps: [
      {
        say: 'Look at the pod itself, and whether its endpoint is ready.',
        command: `kubectl get pods -A -o wide --field-selector status.podIP=${first?.address ?? ''}`,
      },
      {
        say: 'And at what Cilium has for it in the whole cluster.',
        command: `kubectl get ciliumendpoints -A | grep -w -F '${first?.address ?? ''}'`,
      },
    ],
    confirm: [
      {
        say: `On ${node === '' ? 'the node of the list' : node}: the endpoints that its agent and its datapath have.`,
        command: 'cilium-dbg endpoint list; cilium-dbg bpf endpoint list',
      },
    ],
  }
}

function claimOf({ kind, address, listed, told, by }: EndpointConflict, list: string): string {
  switch (kind) {
    case 'elsewhere':
      return `${list} has ${address} as ${listed}, but ${by} has it as ${told}`
    case 'pod':
      return `${list} has ${address} as the pod ${listed}, but ${by} has it as ${told}`
    case 'missing':
      return `${by} has ${address} as ${told}, but ${list} lacks it`
    case 'identity':
      return `${list} has ${address} with identity ${listed}, but ${by} with ${told}`
  }
}

/** Addresses of the finding, for its entities. */
export const addressesOf = ({ conflicts }: EndpointFacts): string =>
  formatList(
    conflicts.map(({ address }) => address),
    10,
  )
