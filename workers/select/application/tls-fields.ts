/** Fields of the TLS records that begin in a segment. RFC 8446 §5.1, §4.1. */
import {
  ja3,
  ja3Full,
  ja3s,
  ja3sFull,
  ja4,
  type Ja4Transport,
} from '../../protocol/tls/fingerprints'
import {
  noClientHello,
  noServerHello,
  readClientHello,
  readServerHello,
} from '../../protocol/tls/hello'
import * as record from '../../protocol/tls/record'
import { Vector } from '../../protocol/tls/vector'
import type { Octets } from '../../wire/octets'
import { attempt, type Tell } from './found'

const CLIENT_HELLO = 1
const SERVER_HELLO = 2
const MESSAGE_HEADER = 4
const LARGEST_TYPE = 25

/** False: it is none. */
export function tellTls(octets: Octets, tell: Tell): boolean {
  if (record.claimsRecord(octets) !== 'yes') return false
  let encrypted = false
  for (let at = 0; at + record.HEADER <= octets.captured;) {
    if (!record.isRecord(octets, at)) break
    const type = octets.u8(at)
    const length = octets.u16(at + 3)
    tell('tls.record.content_type', type)
    tell('tls.record.version', octets.u16(at + 1))
    tell('tls.record.length', length)
    const body = bodyOf(octets, at + record.HEADER, length)
    if (type === record.CHANGE_CIPHER_SPEC) encrypted = true
    else if (type === record.APPLICATION_DATA) tell('tls.app_data', body)
    else if (type === record.HANDSHAKE) tellMessages(body, encrypted, tell)
    else if (type === record.ALERT) tellAlert(body, tell)
    at += record.HEADER + length
  }
  return true
}

function bodyOf({ view, base, captured }: Octets, at: number, length: number): Uint8Array {
  const end = Math.min(at + length, captured)
  return new Uint8Array(view.buffer, view.byteOffset + base + at, Math.max(0, end - at))
}

function tellAlert(body: Uint8Array, tell: Tell): void {
  tell('tls.alert_message', 1)
  if (body.length !== 2) return // encrypted
  tell('tls.alert_message.level', body[0] as number)
  tell('tls.alert_message.desc', body[1] as number)
}

/** Handshake messages, one behind the other. `carrier`: as JA4 has it. */
export function tellMessages(
  body: Uint8Array,
  encrypted: boolean,
  tell: Tell,
  carrier: Ja4Transport = 't',
): void {
  for (let at = 0; at + MESSAGE_HEADER <= body.length;) {
    const type = body[at] as number
    const length = ((body[at + 1] as number) << 16) | ((body[at + 2] as number) << 8)
    const size = length | (body[at + 3] as number)
    tell('tls.handshake', 1)
    if (encrypted || type > LARGEST_TYPE) return
    tell('tls.handshake.type', type)
    tell('tls.handshake.length', size)
    const message = body.subarray(at + MESSAGE_HEADER, at + MESSAGE_HEADER + size)
    if (type === CLIENT_HELLO) tellClientHello(message, carrier, tell)
    else if (type === SERVER_HELLO) tellServerHello(message, tell)
    at += MESSAGE_HEADER + size
  }
}

function tellClientHello(message: Uint8Array, carrier: Ja4Transport, tell: Tell): void {
  const hello = noClientHello()
  attempt(() => {
    readClientHello(new Vector(message, 'tls.handshake'), hello, false)
    tell('tls.handshake.ja3_full', ja3Full(hello))
    tell('tls.handshake.ja3', ja3(hello))
    tell('tls.handshake.ja4', ja4(hello, carrier))
  })
  if (hello.random.length > 0) tell('tls.handshake.random', hello.random)
  for (const group of hello.groups) tell('tls.handshake.extensions_supported_group', group)
  for (const version of hello.versions) tell('tls.handshake.extensions.supported_version', version)
  tell('tls.handshake.version', hello.version)
  for (const cipher of hello.ciphers) tell('tls.handshake.ciphersuite', cipher)
  for (const extension of hello.extensions) tell('tls.handshake.extension.type', extension)
  if (hello.sni !== '') tell('tls.handshake.extensions_server_name', hello.sni)
  for (const protocol of hello.alpn) tell('tls.handshake.extensions_alpn_str', protocol)
}

function tellServerHello(message: Uint8Array, tell: Tell): void {
  const hello = noServerHello()
  attempt(() => {
    readServerHello(new Vector(message, 'tls.handshake'), hello)
    tell('tls.handshake.ja3s_full', ja3sFull(hello))
    tell('tls.handshake.ja3s', ja3s(hello))
  })
  if (hello.random.length > 0) tell('tls.handshake.random', hello.random)
  if (hello.negotiated !== hello.version) {
    tell('tls.handshake.extensions.supported_version', hello.negotiated)
  }
  tell('tls.handshake.version', hello.version)
  tell('tls.handshake.ciphersuite', hello.cipher)
  for (const extension of hello.extensions) tell('tls.handshake.extension.type', extension)
  for (const protocol of hello.alpn) tell('tls.handshake.extensions_alpn_str', protocol)
}
