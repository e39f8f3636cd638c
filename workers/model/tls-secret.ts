/** A secret of a TLS connection, as a line of a key log says it. */
export interface TlsSecret {
  label: string
  /** Lower-case hex. */
  clientRandom: string
  secret: Uint8Array
}
