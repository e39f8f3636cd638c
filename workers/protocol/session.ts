/** Lines of the record `session`: what happened, in words. */
import { MAX_APP_TEXT, MAX_REMEMBERED } from '../limits/limits'
import type { SessionRecord } from '../model/app-records'
import { cutText } from '../model/well-formed'
import type { Octets } from '../wire/octets'
import type { Context } from './analyzer'

/** What stands where a secret was. Its length says nothing about the secret's. */
export const MASK = '********'

/** Who logged in, without what proves it; the user may be unknown. */
export function credentials(user: string): string {
  return user === '' ? `password ${MASK}` : `user ${user}, password ${MASK}`
}

/** A record of the payload at hand; the text is cut at its bound. */
export function session(
  context: Context,
  transport: SessionRecord['transport'],
  protocol: string,
  what: string,
  text: string,
): SessionRecord {
  return {
    frame: context.frame,
    time: context.time,
    stream: context.stream,
    transport,
    src: context.src(),
    srcPort: context.srcPort,
    dst: context.dst(),
    dstPort: context.dstPort,
    protocol,
    what,
    text: bounded(text),
  }
}

/** The text, cut at `MAX_APP_TEXT` characters. */
export function bounded(text: string): string {
  return text.length <= MAX_APP_TEXT ? text : `${cutText(text, MAX_APP_TEXT - 1)}…`
}

const UTF8 = new TextDecoder()

/**
 * `length` octets at `at` as UTF-8, bounded; what is not UTF-8 becomes U+FFFD.
 * @throws Fault when the window ends before them.
 */
export function textAt(octets: Octets, at: number, length: number): string {
  octets.need(at + length)
  const { view, base } = octets
  const kept = Math.min(length, 4 * MAX_APP_TEXT)
  return bounded(UTF8.decode(new Uint8Array(view.buffer, view.byteOffset + base + at, kept)))
}

/** Tells whether something happens for the first time; beyond its bound everything does. */
export class Firsts {
  private readonly seen = new Set<string>()

  first(key: string): boolean {
    if (this.seen.has(key)) return false
    if (this.seen.size < MAX_REMEMBERED) this.seen.add(key)
    return true
  }
}
