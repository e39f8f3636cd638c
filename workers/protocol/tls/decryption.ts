/**
 * Keys of one TLS connection, found in the key log by the client's random. TLS 1.1 and 1.2 change
 * keys at ChangeCipherSpec, TLS 1.3 at ServerHello, Finished and KeyUpdate. RFC 5246 §7.1,
 * RFC 8446 §7.
 */
import type { Context } from '../analyzer'
import type { TlsConversation } from './conversation'
import { expandLabel, prf } from './key-schedule'
import { FINISHED, KEY_UPDATE, SERVER_HELLO } from './names'
import { CbcOpener, Tls12Opener, Tls13Opener, type Content, type Opener } from './openers'
import { suiteOf, type Suite } from './suites'
import { hex, joined } from './vector'

/** Records in a row that do not open before the direction is given up (0-RTT comes in between). */
const MAX_FAILURES = 64
const ENCRYPT_THEN_MAC = 22
const TLS_1_1 = 0x0302
const TLS_1_2 = 0x0303

class Direction {
  opener: Opener | null = null
  failures = 0
  /** Application traffic secret of TLS 1.3. */
  secret: Uint8Array | null = null
}

export class Decryption {
  private readonly conversation: TlsConversation
  private readonly directions = [new Direction(), new Direction()] as const

  constructor(conversation: TlsConversation) {
    this.conversation = conversation
  }

  /** Are there keys for what the direction sends now? */
  ready(direction: 0 | 1): boolean {
    return this.directions[direction].opener !== null
  }

  open(direction: 0 | 1, record: Uint8Array): Content | null {
    const side = this.directions[direction]
    const content = side.opener?.open(record) ?? null
    if (content === null) {
      if (++side.failures >= MAX_FAILURES) side.opener = null
      return null
    }
    side.failures = 0
    const { record: told } = this.conversation
    if (told !== null) told.decrypted = true
    return content
  }

  /** Octets are missing: the counters of records are not known any more. */
  lost(direction: 0 | 1): void {
    this.directions[direction].opener = null
    this.directions[direction].secret = null
  }

  /** A handshake message was read. */
  handshake(type: number, context: Context): void {
    const { conversation } = this
    const suite = suiteOf(conversation.server?.cipher ?? 0)
    if (suite === null || !conversation.tls13) return
    if (type === SERVER_HELLO) {
      this.handshakeKeys(suite, 'CLIENT', context)
      this.handshakeKeys(suite, 'SERVER', context)
    } else if (type === FINISHED) this.applicationKeys(suite, context)
    else if (type === KEY_UPDATE) this.updateKeys(suite, context.direction)
  }

  changeCipherSpec(context: Context): void {
    const { server, client, tls13, clientDirection } = this.conversation
    if (server === null || client === null || tls13) return
    const suite = suiteOf(server.cipher)
    const master = context.keyLog?.find('CLIENT_RANDOM', hex(client.random)) ?? null
    if (suite === null || master?.length !== 48) return
    const isClient = context.direction === clientDirection
    const seed = joined(server.random, client.random)
    const block = prf(suite.hash, master, 'key expansion', seed, keyBlockLength(suite))
    this.directions[context.direction].opener = this.tls12Opener(suite, block, isClient)
  }

  private tls12Opener(suite: Suite, block: Uint8Array, isClient: boolean): Opener | null {
    const { server } = this.conversation
    const version = server?.negotiated ?? 0
    const { macKey, key, iv } = cutKeyBlock(suite, block, isClient)
    if (suite.cipher !== 'cbc') return version === TLS_1_2 ? new Tls12Opener(suite, key, iv) : null
    // TLS 1.1 derives its keys another way: MD5 and SHA-1 together.
    if (version <= TLS_1_1) return null
    const encryptThenMac = server?.extensions.includes(ENCRYPT_THEN_MAC) ?? false
    return new CbcOpener(suite.mac, macKey, key, encryptThenMac)
  }

  private handshakeKeys(suite: Suite, role: 'CLIENT' | 'SERVER', context: Context): void {
    const secret = this.secret(`${role}_HANDSHAKE_TRAFFIC_SECRET`, context)
    const { clientDirection } = this.conversation
    const direction = (role === 'CLIENT') === (clientDirection === 0) ? 0 : 1
    if (secret !== null) this.directions[direction].opener = new Tls13Opener(suite, secret)
  }

  private applicationKeys(suite: Suite, context: Context): void {
    const role = context.direction === this.conversation.clientDirection ? 'CLIENT' : 'SERVER'
    const side = this.directions[context.direction]
    side.secret = this.secret(`${role}_TRAFFIC_SECRET_0`, context)
    side.opener = side.secret === null ? null : new Tls13Opener(suite, side.secret)
  }

  private updateKeys(suite: Suite, direction: 0 | 1): void {
    const side = this.directions[direction]
    if (side.secret === null) return
    side.secret = expandLabel(suite.hash, side.secret, 'traffic upd', suite.hash.outputLen)
    side.opener = new Tls13Opener(suite, side.secret)
  }

  private secret(label: string, context: Context): Uint8Array | null {
    const { client } = this.conversation
    return client === null ? null : (context.keyLog?.find(label, hex(client.random)) ?? null)
  }
}

function lengths({ cipher, keyLength, mac }: Suite): { mac: number; key: number; iv: number } {
  const iv = cipher === 'gcm' ? 4 : cipher === 'chacha' ? 12 : 0
  return { mac: cipher === 'cbc' ? mac.outputLen : 0, key: keyLength, iv }
}

function keyBlockLength(suite: Suite): number {
  const { mac, key, iv } = lengths(suite)
  return 2 * (mac + key + iv)
}

/** Both MAC keys, both keys, both IVs, the client's first. RFC 5246 §6.3. */
function cutKeyBlock(suite: Suite, block: Uint8Array, isClient: boolean) {
  const { mac, key, iv } = lengths(suite)
  const cut = (from: number, length: number) => {
    const at = isClient ? from : from + length
    return block.subarray(at, at + length)
  }
  return { macKey: cut(0, mac), key: cut(2 * mac, key), iv: cut(2 * (mac + key), iv) }
}
