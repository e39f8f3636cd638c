/**
 * Keys of packets: RFC 9001 §5.1–5.2, §6.1; salts and labels of version 2: RFC 9369 §3.3; salts of
 * drafts: draft-ietf-quic-tls-22, -23 and -29 §5.2; of Google's versions: Chromium,
 * `quic/core/crypto/crypto_utils.cc`.
 */
import { extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { expandLabel } from '../tls/key-schedule'
import { suiteOf, type Suite } from '../tls/suites'
import { draftOf, GOOGLE_Q050, GOOGLE_T050, GOOGLE_T051, VERSION_2 } from './version'

export interface PacketKeys {
  suite: Suite
  secret: Uint8Array
  key: Uint8Array
  iv: Uint8Array
  /** Of header protection. */
  hp: Uint8Array
}

/** Salts by the first draft that had them; the last is the standard's. */
const SALTS: readonly (readonly [draft: number, salt: string])[] = [
  [22, '7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a'],
  [23, 'c3eef712c72ebb5a11a7d2432bb46365bef9f502'],
  [29, 'afbfec289993d24c9e9786f19c6111e04390a899'],
  [33, '38762cf7f55934b34d179ae6a4c80cadccbb7f0a'],
]
const SALT_OF = new Map([
  [VERSION_2, '0dede3def700a6db819381be6e269dcbf9bd2ed9'],
  [GOOGLE_Q050, '504574efd066fe2f9d945cfcdbd3a7f0d3b56b45'],
  [GOOGLE_T050, '7ff579e5acd072915580304c43a2367c60488310'],
  [GOOGLE_T051, '7a4edef4e7ccee5fa4506c19124fc8ccda6e033d'],
])

/** Both Initial keys, which follow from the client's first destination; null: unknown version. */
export function initialKeys(
  version: number,
  dcid: string,
): { client: PacketKeys; server: PacketKeys } | null {
  const salt = saltOf(version)
  const suite = suiteOf(0x1301)
  if (salt === null || suite === null) return null
  const id = Uint8Array.from(dcid, (octet) => octet.charCodeAt(0))
  const secret = extract(sha256, id, fromHex(salt))
  const keys = (label: string) => packetKeys(version, suite, expandLabel(sha256, secret, label, 32))
  return { client: keys('client in'), server: keys('server in') }
}

export function packetKeys(version: number, suite: Suite, secret: Uint8Array): PacketKeys {
  const prefix = prefixOf(version)
  const { hash, keyLength } = suite
  return {
    suite,
    secret,
    key: expandLabel(hash, secret, `${prefix} key`, keyLength),
    iv: expandLabel(hash, secret, `${prefix} iv`, 12),
    hp: expandLabel(hash, secret, `${prefix} hp`, keyLength),
  }
}

/** Keys of the next phase; header protection stays. RFC 9001 §6.1. */
export function nextKeys(version: number, { suite, secret, hp }: PacketKeys): PacketKeys {
  const length = suite.hash.outputLen
  const next = expandLabel(suite.hash, secret, `${prefixOf(version)} ku`, length)
  return { ...packetKeys(version, suite, next), hp }
}

function prefixOf(version: number): string {
  return version === VERSION_2 ? 'quicv2' : 'quic'
}

function saltOf(version: number): string | null {
  const own = SALT_OF.get(version)
  if (own !== undefined) return own
  const draft = draftOf(version)
  if (draft > 34) return null
  return SALTS.findLast(([first]) => draft >= first)?.[1] ?? null
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}
