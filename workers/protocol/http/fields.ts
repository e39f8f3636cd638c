/** The header fields of a message that the analysis asks for: RFC 9110 §5, RFC 9112 §5 and §6. */
import { MAX_HTTP_FIELDS, MAX_HTTP_TEXT } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import { endOfText, findLineFeed, textOf } from './lines'

const NAME_OCTETS = 64

export interface Fields {
  hosts: string[]
  userAgent: string
  contentType: string
  /** `Content-Length`; −1: none, or no number. */
  contentLength: number
  /** The last transfer coding is `chunked`. */
  chunked: boolean
  /** `Upgrade`, in lower case. */
  upgrade: string
}

/** Reads the lines from `from` to `to`, the end of the header or of what was captured. */
export function readFields(octets: Octets, from: number, to: number): Fields {
  const fields: Fields = {
    hosts: [],
    userAgent: '',
    contentType: '',
    contentLength: -1,
    chunked: false,
    upgrade: '',
  }
  let at = from
  for (let count = 0; count < MAX_HTTP_FIELDS && at < to; count++) {
    const feed = findLineFeed(octets, at)
    if (feed < 0 || feed >= to) break
    readField(octets, at, endOfText(octets, at, feed), fields)
    at = feed + 1
  }
  return fields
}

function readField(octets: Octets, from: number, to: number, fields: Fields): void {
  const start = textOf(octets, from, to, NAME_OCTETS)
  const colon = start.indexOf(':')
  if (colon <= 0) return
  const name = start.slice(0, colon).trim().toLowerCase()
  const value = () => textOf(octets, from + colon + 1, to, MAX_HTTP_TEXT).replace(/^[ \t]+/, '')
  switch (name) {
    case 'host':
      fields.hosts.push(value())
      return
    case 'user-agent':
      fields.userAgent = value().trimEnd()
      return
    case 'content-type':
      fields.contentType = value().trimEnd()
      return
    case 'content-length':
      fields.contentLength = lengthOf(value())
      return
    case 'transfer-encoding':
      fields.chunked = /(^|,)\s*chunked\s*$/i.test(value())
      return
    case 'upgrade':
      fields.upgrade = value().trim().toLowerCase()
  }
}

function lengthOf(text: string): number {
  const digits = /^\d{1,15}\s*$/.exec(text)
  return digits === null ? -1 : Number(text)
}
