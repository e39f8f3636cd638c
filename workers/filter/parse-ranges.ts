/** Ranges in brackets: `[i:count]`, `[i-j]`, `[i]`, `[:count]`, `[i:]`, several with commas. */
import { Refusal } from './refusal'
import type { Range } from './syntax'
import type { TokenFeed } from './token-feed'

/** Behind `[`, up to and with `]`. @throws Refusal */
export function parseRanges(feed: TokenFeed): Range[] {
  const ranges: Range[] = []
  do ranges.push(parseRange(feed))
  while (feed.takeMark(','))
  if (!feed.takeBracket(']')) throw refusal(feed)
  return ranges
}

function parseRange(feed: TokenFeed): Range {
  if (feed.takeMark(':')) return { from: 0, to: { count: count(feed) } }
  const from = offset(feed)
  if (feed.takeMark(':')) {
    const closes = feed.peek().kind === 'bracket' || feed.peek().text === ','
    return { from, to: closes ? 'end' : { count: count(feed) } }
  }
  if (feed.takeMark('-')) return { from, to: { last: offset(feed) } }
  return { from, to: { count: 1 } }
}

function count(feed: TokenFeed): number {
  const { at, length } = feed.peek()
  const value = offset(feed)
  if (value <= 0) throw new Refusal('How many must be at least 1.', at, length)
  return value
}

/** Negative: from the end. */
function offset(feed: TokenFeed): number {
  const negative = feed.takeMark('-')
  const { kind, text } = feed.peek()
  if (kind !== 'word' || !/^(?:\d{1,9}|0x[\da-f]{1,7})$/iu.test(text)) throw refusal(feed)
  feed.take()
  return negative ? -Number(text) : Number(text)
}

function refusal(feed: TokenFeed): Refusal {
  const { kind, at, length } = feed.peek()
  const message =
    kind === 'end'
      ? 'This "[" is not closed: "]" is missing.'
      : 'Between brackets stand offset and length: [0:4], [2-5], [3], [:4], [-2:].'
  return new Refusal(message, at, length)
}
