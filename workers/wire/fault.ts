/**
 * The only thing a reader throws. Not an `Error`: it is about the data, so it needs no stack, and
 * throwing it stays cheap on captures in which every frame is cut.
 */
export type FaultKind =
  /** The capture ends here; the packet went on. */
  | 'truncated'
  /** The sender broke the rules. */
  | 'malformed'

export class Fault {
  readonly kind: FaultKind
  /** Wireshark field name of what could not be read, e.g. `udp.length`. */
  readonly what: string

  constructor(kind: FaultKind, what: string) {
    this.kind = kind
    this.what = what
  }
}
