/**
 * Versions of QUIC: RFC 9000 §15, RFC 9369, the drafts before them, and those that Google and
 * Facebook gave numbers of their own (registry of the QUIC working group, "QUIC-Versions").
 */
export const VERSION_1 = 0x00000001
export const VERSION_2 = 0x6b3343cf

/** Frames of Google's own and `CHLO` in place of TLS: the last of its versions that did so. */
export const GOOGLE_Q050 = 0x51303530
/** Google's frames around the handshake of TLS. */
export const GOOGLE_T050 = 0x54303530
export const GOOGLE_T051 = 0x54303531

/** Drafts that these follow in their headers. */
const DRAFT_OF = new Map([
  [VERSION_1, 34],
  [VERSION_2, 34],
  [GOOGLE_Q050, 27],
  [GOOGLE_T050, 27],
  [GOOGLE_T051, 27],
  // mvfst
  [0xfaceb001, 22],
  [0xfaceb002, 27],
  [0xfaceb00e, 27],
])

export function hasGooglesFrames(version: number): boolean {
  return version === GOOGLE_Q050 || version === GOOGLE_T050 || version === GOOGLE_T051
}

/** Number of the draft whose headers and salt the version has; 34: the standard; 0: not known. */
export function draftOf(version: number): number {
  return DRAFT_OF.get(version) ?? (version >>> 8 === 0xff0000 ? version & 0xff : 0)
}

/** A version that this room, or an older draft of QUIC, knows. */
export function isKnownVersion(version: number): boolean {
  return draftOf(version) >= 11 && draftOf(version) <= 34
}

/** `0x?a?a?a?a`: nobody speaks it; a client asks for it to be told what the server speaks. */
export function isReserved(version: number): boolean {
  return (version & 0x0f0f0f0f) === 0x0a0a0a0a
}

/** Versions by whose salt the Initial packets of a client with a reserved one may be sealed. */
export const BEHIND_RESERVED: readonly number[] = [VERSION_1, 0xff00001d, 0xff00001b]
