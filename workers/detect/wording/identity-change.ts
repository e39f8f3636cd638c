/** `identity-change` in English. */
import type { Alternative, Metric, Step } from '../../model/finding'
import type { IdentityChangeFacts } from '../facts/identity-change'
import { count, formatDuration, formatList } from '../format'
import { sum } from '../grouping'
import { measured, type Said, sentences } from '../said'

export function sayIdentityChange(
  facts: IdentityChangeFacts,
  { maxGapSeconds, minSyns }: { maxGapSeconds: number; minSyns: number },
): Said {
  const { alternates, broken, drops, steady } = facts
  return {
    claim: claimOf(facts),
    happened: happenedOf(facts),
    rule: `In a VXLAN or Geneve network whose VNIs name the sender, one inner address of a pod sends with two VNIs out of one node, the second within ${count(maxGapSeconds, 'second')} of the first, or both in turn to one destination. A warning where at least ${count(minSyns, 'SYN')} to ports that answered before go unanswered since, or a side-car tells drops of the new identity; else a note.`,
    confidenceReasons: sentences(
      'Each packet carries its VNI; that it names the sender shows in other packets: answers carry another one, and so do other senders to the same destination.',
      steady > 0 && `${count(steady, 'other inner sender')} kept theirs.`,
      broken.some(({ answersOthers }) => answersOthers) &&
        'The same ports answer other senders since: they are up.',
      broken.length > 0 &&
        !broken.some(({ answersOthers }) => answersOthers) &&
        'Nobody else is answered there since: the far side may just have stopped, which lowers the confidence.',
    ),
    counterEvidence: sentences(
      broken.length + drops.length === 0 &&
        'Nothing that was answered before went unanswered after it.',
    ),
    alternatives: alternativesOf(alternates),
    disprovedBy: [
      'The agent’s log shows no new identity for this endpoint at that time, and the address stayed with one pod.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function claimOf(facts: IdentityChangeFacts): string {
  const { alternates, broken, drops } = facts
  const who = addressesOf(facts)
  const [before, after] = identitiesOf(facts)
  const change = alternates
    ? `${who} ${facts.senders.length === 1 ? 'sends' : 'send'} as identity ${before} and as ${after} in turn`
    : `${who} changed identity from ${before} to ${after}`
  if (broken.length > 0) return `${change}, and what answered before does not since`
  if (drops.length > 0) return `${change}, and packets with the new one are dropped`
  return change
}

function happenedOf(facts: IdentityChangeFacts): string[] {
  const { senders, broken, drops, place, alternates } = facts
  const [first] = senders
  const before = sum(senders.map(({ framesBefore }) => framesBefore))
  const after = sum(senders.map(({ framesAfter }) => framesAfter))
  const gap = first ? formatDuration(Math.max(0, first.firstAfter - first.lastBefore)) : ''
  const [from, to] = identitiesOf(facts)
  return sentences(
    `${place} shows ${count(before, 'packet')} with VNI ${from} and ${count(after, 'packet')} with VNI ${to} from ${addressesOf(facts)}.`,
    !alternates && `The first with the new one came ${gap} after the last with the old one.`,
    'A policy judges the sender by this identity: what was allowed to the old one need not be allowed to the new one.',
    broken.length > 0 &&
      `${count(sum(broken.map(({ syns }) => syns)), 'SYN')} since went unanswered on ports that answered before: ${formatList(broken.map(({ src, dst, port }) => `${src} → ${dst} port ${String(port)}`))}.`,
    drops.length > 0 &&
      `Side-cars tell drops of the new identity: ${formatList(drops.map(({ reason, events }) => `${reason} (${count(events, 'event')})`))}.`,
  )
}

function alternativesOf(alternates: boolean): Alternative[] {
  const none: Pick<Alternative, 'for' | 'against'> = { for: [], against: [] }
  return [
    { cause: 'The labels of the pod or of its namespace were changed', ...none },
    {
      cause: 'The address went to another pod on the same node',
      for: [],
      against: sentences(alternates && 'Both identities go on sending.'),
    },
    {
      cause: 'Two pods have the same address, or the node’s map of identities is stale',
      for: sentences(alternates && 'The identity changes back and forth.'),
      against: sentences(!alternates && 'It changed once and stayed.'),
    },
  ]
}

function nextStepsOf({ after, broken, drops }: IdentityChangeFacts): Step[] {
  if (broken.length + drops.length === 0) return []
  return [
    {
      say: 'See which labels the new identity has, and let the policy at the destination allow them, or restore the labels.',
      command: `cilium identity get ${String(after)}`,
    },
  ]
}

function confirmOf({ senders, before, after }: IdentityChangeFacts): Step[] {
  const [first] = senders
  return [
    {
      say: 'On the node: the identity of the address now.',
      command: `cilium bpf ipcache get ${first?.address ?? ''}`,
    },
    {
      say: 'What the two identities stand for.',
      command: `cilium identity get ${String(before)}; cilium identity get ${String(after)}`,
    },
    { say: 'Drops by policy while it happens.', command: 'cilium monitor --type drop' },
  ]
}

const addressesOf = ({ senders }: IdentityChangeFacts): string =>
  formatList(senders.map(({ address }) => address))

function identitiesOf(facts: IdentityChangeFacts): [string, string] {
  const named = (id: number, name: string) => (name === '' ? String(id) : `${String(id)} (${name})`)
  return [named(facts.before, facts.nameBefore), named(facts.after, facts.nameAfter)]
}

export function identityChangeMetrics({ senders, broken, drops }: IdentityChangeFacts): Metric[] {
  return [
    measured('senders', 'Addresses that changed', senders.length),
    measured(
      'packetsBefore',
      'Packets with the old identity',
      sum(senders.map(({ framesBefore }) => framesBefore)),
      'packets',
    ),
    measured(
      'packetsAfter',
      'Packets with the new identity',
      sum(senders.map(({ framesAfter }) => framesAfter)),
      'packets',
    ),
    measured(
      'unansweredSyns',
      'SYNs unanswered since',
      sum(broken.map(({ syns }) => syns)),
      'SYNs',
    ),
    measured('drops', 'Drops told by side-cars', sum(drops.map(({ events }) => events)), 'events'),
  ]
}
