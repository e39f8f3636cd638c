/** Session Description Protocol: where media will be sent. RFC 8866 §5.7 (c=), §5.14 (m=). */
import type { Octets } from '../wire/octets'
import type { Announcements } from './announcements'

const MAX_LINES = 256
const MAX_BODY = 16_384

/**
 * Announces every medium of a description of `length` octets at `at`; any other content announces
 * nothing. Wireshark takes all of them for RTP, whatever the profile.
 */
export function announceMedia(
  octets: Octets,
  at: number,
  length: number,
  contentType: string,
  announcements: Announcements,
): void {
  if (!contentType.startsWith('application/sdp') || length <= 0) return
  const { view, base } = octets
  const bytes = new Uint8Array(view.buffer, view.byteOffset + base + at, Math.min(length, MAX_BODY))
  let address = ''
  const media: { port: number; address: string; about: string }[] = []
  for (const line of new TextDecoder().decode(bytes).split(/\r?\n/, MAX_LINES)) {
    const where = /^c=IN IP[46] ([0-9A-Fa-f:.]+)/.exec(line)
    const medium = /^m=(\S+) (\d{1,5})(?:\/\d+)? (\S+)/.exec(line)
    const last = media.at(-1)
    if (where?.[1] !== undefined) {
      if (last === undefined) address = where[1].toLowerCase()
      else last.address = where[1].toLowerCase()
    } else if (medium !== null) {
      const [, kind = '', port = '', profile = ''] = medium
      media.push({ port: Number(port), address, about: `${kind} ${profile}` })
    }
  }
  for (const each of media) {
    if (each.port > 65_535) continue
    announcements.announce('udp', each.address, each.port, { protocol: 'rtp', about: each.about })
  }
}
