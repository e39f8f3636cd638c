/**
 * Names of the security identities that Cilium hands out itself: reserved ones, and the well-known
 * ones of components. Cilium 1.19, `pkg/identity/numericidentity.go`.
 */
const NAMES: Readonly<Record<number, string>> = {
  0: 'unknown',
  1: 'host',
  2: 'world',
  3: 'unmanaged',
  4: 'health',
  5: 'init',
  6: 'remote-node',
  7: 'kube-apiserver',
  8: 'ingress',
  9: 'world-ipv4',
  10: 'world-ipv6',
  11: 'encrypted-overlay',
  100: 'etcd-operator',
  101: 'cilium-kvstore',
  102: 'kube-dns',
  103: 'eks-kube-dns',
  104: 'core-dns',
  105: 'cilium-operator',
  106: 'eks-core-dns',
  107: 'cilium-etcd-operator',
  108: 'etcd-operator',
  109: 'cilium-kvstore',
  110: 'kube-dns',
  111: 'eks-kube-dns',
  112: 'core-dns',
  113: 'cilium-operator',
  114: 'eks-core-dns',
  115: 'cilium-etcd-operator',
}

/** Identities that a cluster allocates to its own pods begin here. */
export const FIRST_ALLOCATED = 256

/** Empty: it has no name of its own. */
export function ownIdentityName(id: number): string {
  return NAMES[id] ?? ''
}

/** As text names it: `remote-node`, `reserved:remote-node`; −1: no such name. */
export function identityNamed(name: string): number {
  const wanted = name.replace(/^reserved:/, '')
  const found = Object.entries(NAMES).find(([, known]) => known === wanted)
  return found === undefined ? -1 : Number(found[0])
}
