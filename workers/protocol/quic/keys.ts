/** Keys of packets: RFC 9001 §5.1–5.2, §6.1; salts and labels of version 2: RFC 9369 §3.3. */
import { extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { expandLabel } from '../tls/key-schedule'
import { suiteOf, type Suite } from '../tls/suites'
import { VERSION_2, draftOf } from './header'

export interface PacketKeys {
  suite: Suite
  secret: Uint8Array
  key: Uint8Array
  iv: Uint8Array
  /** Of header protection. */
  hp: Uint8Array
}

const SALT_1 = '38762cf7f55934b34d179ae6a4c80cadccbb7f0a'
const SALT_2 = '0dede3def700a6db819381be6e269dcbf9bd2ed9'
const SALT_DRAFT_29 = 'afbfec289993d24c9e9786f19c6111e04390a899'
const SALT_DRAFT_23 = 'c3eef712c72ebb5a11a7d2432bb46365bef9f502'

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
  if (version === VERSION_2) return SALT_2
  const draft = draftOf(version)
  if (draft < 23 || draft > 34) return null
  return draft < 29 ? SALT_DRAFT_23 : draft < 33 ? SALT_DRAFT_29 : SALT_1
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}
