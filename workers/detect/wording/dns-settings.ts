/** Settings of resolvers and of DNS in a cluster, as commands. */
import type { Step } from '../../model/finding'

/** Options of resolv.conf(5) for the pods of a Deployment. */
export function dnsConfigCommand(
  namespace: string,
  options: readonly { name: string; value?: string }[],
): string {
  const patch = { spec: { template: { spec: { dnsConfig: { options } } } } }
  return `kubectl -n ${namespace} patch deployment NAME --type merge -p '${JSON.stringify(patch)}'`
}

export function podStep(address: string): Step {
  return {
    say: `Which pod is ${address}?`,
    command: `kubectl get pods -A -o wide --field-selector status.podIP=${address}`,
  }
}

/** A cache on every node: pods reach it without NAT, and it asks CoreDNS over TCP. */
export const nodeLocalStep: Step = {
  say: 'Run NodeLocal DNSCache: pods ask a cache on their own node, so no connection tracking entry stands in between, and it asks CoreDNS over TCP. Is it there already?',
  command: 'kubectl -n kube-system get daemonset node-local-dns',
}

/** Namespace of a Service's name, fit for a command; `NAMESPACE` when the name shows none. */
export function namespaceIn(domain: string): string {
  const labels = domain.toLowerCase().split('.')
  const namespace = labels[labels.indexOf('svc') - 1] ?? ''
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace) ? namespace : 'NAMESPACE'
}
