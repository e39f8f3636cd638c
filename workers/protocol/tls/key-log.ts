/**
 * Key log: the secrets of connections as browsers and libraries write them (`SSLKEYLOGFILE`).
 * draft-ietf-tls-keylogfile. One line a secret: label, client random, secret, both in hex.
 */
import { MAX_KEY_LOG_SECRETS } from '../../limits/limits'
import type { TlsSecret } from '../../model/tls-secret'

const LABELS = new Set([
  'CLIENT_RANDOM',
  'CLIENT_EARLY_TRAFFIC_SECRET',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET',
  'CLIENT_TRAFFIC_SECRET_0',
  'SERVER_TRAFFIC_SECRET_0',
])
/** Lines that are key log, too, but open nothing here; those of QUIC repeat others under an older name. */
const OTHER_LABELS =
  /^(EXPORTER_SECRET|EARLY_EXPORTER_MASTER_SECRET|EARLY_EXPORTER_SECRET|RSA|PMS_CLIENT_RANDOM|ECH_SECRET|ECH_CONFIG|QUIC_[A-Z_0-9]+) [0-9A-Fa-f ]+\\?$/
/** Lines pasted from a shell script end with a backslash. */
const LINE = /^([A-Z_0-9]+) ([0-9A-Fa-f]{64}) ((?:[0-9A-Fa-f]{2}){16,64})\\?$/
/** Characters of the longest line that is read. */
const MAX_LINE = 400

export class KeyLog {
  private readonly secrets = new Map<string, Uint8Array>()
  private readonly taken = new Set<string>()
  /** Secrets that were left out because there are too many. */
  beyond = 0

  /** Secrets that are known. */
  get size(): number {
    return this.secrets.size
  }

  /** `clientRandom` in lower-case hex. */
  add(label: string, clientRandom: string, secret: Uint8Array): void {
    if (this.secrets.size < MAX_KEY_LOG_SECRETS)
      this.secrets.set(`${label} ${clientRandom}`, secret)
    else this.beyond++
  }

  /** Takes over all that `other` knows. */
  merge(other: KeyLog): void {
    for (const [key, secret] of other.secrets) {
      const [label = '', clientRandom = ''] = key.split(' ')
      this.add(label, clientRandom, secret)
    }
    this.beyond += other.beyond
  }

  /** How many of the secrets of `other` were asked for here. */
  usedOf(other: KeyLog): number {
    let used = 0
    for (const key of this.taken) if (other.secrets.has(key)) used++
    return used
  }

  /** Those that were asked for here. */
  used(): TlsSecret[] {
    return [...this.taken].flatMap((key) => {
      const [label = '', clientRandom = ''] = key.split(' ')
      const secret = this.secrets.get(key)
      return secret === undefined ? [] : [{ label, clientRandom, secret }]
    })
  }

  find(label: string, clientRandom: string): Uint8Array | null {
    const key = `${label} ${clientRandom}`
    const secret = this.secrets.get(key)
    if (secret === undefined) return null
    this.taken.add(key)
    return secret
  }
}

/** Type of a pcapng decryption secrets block that holds a key log: `TLSK`. */
const PCAPNG_KEY_LOG = 0x544c534b

/** Takes over what a pcapng decryption secrets block says, if it is a key log. */
export function takeSecretsBlock(keyLog: KeyLog, type: number, octets: Uint8Array): void {
  if (type !== PCAPNG_KEY_LOG) return
  const found = parseKeyLog(new TextDecoder().decode(octets))
  if (found !== null) keyLog.merge(found)
}

/** Null: the text is something else. Comments and empty lines may stand anywhere. */
export function parseKeyLog(text: string): KeyLog | null {
  const keyLog = new KeyLog()
  let good = 0
  let bad = 0
  let at = 0
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(at, Math.min(end, at + MAX_LINE)).trim()
    at = end + 1
    if (line === '' || line.startsWith('#')) continue
    if (takeLine(line, keyLog)) good++
    else bad++
    // Another kind of text shows itself early.
    if (bad > good + 8) return null
  }
  return good > bad ? keyLog : null
}

function takeLine(line: string, keyLog: KeyLog): boolean {
  const [, label = '', random = '', secret = ''] = LINE.exec(line) ?? []
  if (!LABELS.has(label)) return OTHER_LABELS.test(line)
  keyLog.add(label, random.toLowerCase(), fromHex(secret))
  return true
}

function fromHex(text: string): Uint8Array {
  const out = new Uint8Array(text.length >> 1)
  for (let i = 0; i < out.length; i++) out[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return out
}
