/** `connect-unanswered` where side-cars name the drop of the SYNs, in English. */
import type { Alternative, Step } from '../../model/finding'
import { type Said, sentences } from '../said'
import { type DropTestimony, isGone, isPolicy } from '../testimony'
import { reasonOf, sayDrops } from './testimony'

export interface Denied {
  address: string
  port: number
  /** Namespace of the pod with this address; empty: not told. */
  namespace: string
}

export function tellDrops(said: Said, drops: DropTestimony, denied: Denied): Said {
  const [first = '', ...rest] = said.happened
  const happened = [first, sayDrops(drops, 'SYNs'), ...rest]
  const alternatives = causesWith(said.alternatives, drops)
  if (!drops.exact) return { ...said, happened, alternatives }
  return {
    ...said,
    claim: `${said.claim}; the datapath drops them: ${drops.reason}`,
    happened,
    alternatives,
    confidenceReasons: [
      'The datapath itself names the drop of these very packets.',
      ...said.confidenceReasons,
    ],
    nextSteps: [...stepsOf(drops, denied), ...said.nextSteps],
  }
}

/** The cause that the datapath names comes first, and speaks against the others. */
function causesWith(causes: readonly Alternative[], drops: DropTestimony): Alternative[] {
  const named = causes.find(({ cause }) => fits(cause, drops)) ?? {
    cause: `The datapath of the node drops the SYNs: ${reasonOf(drops)}`,
    ...{ for: [], against: [] },
  }
  const says = drops.exact
    ? `The datapath says so of these very SYNs: ${reasonOf(drops)}.`
    : `The datapath says so of other SYNs between the same hosts: ${reasonOf(drops)}.`
  const others = causes
    .filter((cause) => cause !== named)
    .map((cause) => ({
      ...cause,
      against: [
        ...cause.against,
        ...sentences(drops.exact && 'The datapath names another reason for these very SYNs.'),
      ],
    }))
  return [{ ...named, for: [says, ...named.for] }, ...others]
}

function fits(cause: string, drops: DropTestimony): boolean {
  if (isPolicy(drops)) return cause.startsWith('A network policy')
  return isGone(drops) && cause.startsWith('The address is gone')
}

function stepsOf(drops: DropTestimony, { address, port, namespace }: Denied): Step[] {
  if (!isPolicy(drops)) return []
  const where = /^[a-z\d][a-z\d.-]{0,62}$/.test(namespace) ? `-n ${namespace}` : '-A'
  const who = drops.from === '' ? 'this client' : `identity ${drops.from}`
  return [
    {
      say: `Find the policy that denies it, and allow ${who} to reach port ${String(port)} if that is meant.`,
      command: `kubectl ${where} get cnp,netpol -o yaml`,
    },
    {
      say: 'Newer versions of Hubble name the policy in ingress_denied_by or egress_denied_by.',
      command: `hubble observe --verdict DROPPED --to-ip ${address} --to-port ${String(port)} -o jsonpb`,
    },
  ]
}
