/**
 * Names of taps. Captures of all interfaces (`-i any`, SLL2) tell them apart by ifindex alone: the name
 * of the file's interface, or the one that a side-car gives the device, stands before it.
 */

const BY_IFINDEX = /^(?:(.*) )?ifindex (\d+)$/s

/** `eth0`, `any ifindex 4`, `ifindex 4`. `own`: empty, no name; `ifindex`: 0, none. */
export function tapName(own: string, ifindex: number): string {
  if (ifindex === 0) return own
  return `${own === '' ? '' : `${own} `}ifindex ${String(ifindex)}`
}

/** 0: it is not named by an ifindex. */
export const ifindexOf = (name: string): number => Number(BY_IFINDEX.exec(name)?.[2] ?? 0)

/** Without the ifindex; empty: it has no other name. */
export function ownTapName(name: string): string {
  const parts = BY_IFINDEX.exec(name)
  return parts === null ? name : (parts[1] ?? '')
}
