/**
 * Counters of the kernel's network stack: `nstat`, `netstat -s`, and `/proc/net/snmp` with
 * `/proc/net/netstat`. Named as nstat names them.
 */
import type { FactSink, SidecarFormat } from './facts'
import { isNoise, linesOf } from './lines'
import { integerOf } from './values'

const NSTAT =
  /^((?:Ip|Icmp|Tcp|Udp|Sctp|UdpLite|MPTcp)[A-Za-z\d]{2,40})\s+(\d{1,15})\s+[\d.]{1,15}$/
const PAIR = /^(Ip|Icmp|IcmpMsg|Tcp|Udp|UdpLite|TcpExt|IpExt|MPTcpExt): (.*)$/
const SECTION = /^(Ip|Icmp|IcmpMsg|Tcp|Udp|UdpLite|TcpExt|IpExt|MPTcpExt):$/

export const kernelCounters: SidecarFormat = {
  title: 'nstat or netstat -s',
  recognise: (head) =>
    head.some((line) => line === '#kernel') ||
    head.filter((line) => NSTAT.test(line)).length > 2 ||
    head.filter((line) => PAIR.test(line) && /: \d+(?: |$)/.test(line)).length > 0 ||
    (head.some((line) => SECTION.test(line)) && head.some((line) => /^ +\S.*\d/.test(line))),

  parse(text, facts) {
    let section = ''
    let names: string[] = []
    for (const line of linesOf(text)) {
      const nstat = NSTAT.exec(line)
      const pair = PAIR.exec(line)
      if (nstat !== null) keep(nstat[1] ?? '', nstat[2] ?? '', facts)
      else if (SECTION.test(line)) section = line.slice(0, -1)
      else if (pair !== null)
        names = takePair(pair[1] ?? '', (pair[2] ?? '').split(' '), names, facts)
      else if (section !== '' && /^\s+\S/.test(line)) takeSentence(section, line.trim(), facts)
      else if (!isNoise(line) && line !== '#kernel') facts.notUnderstood++
    }
  },
}

function keep(name: string, text: string, facts: FactSink): void {
  const value = integerOf(text)
  if (value < 0) return
  facts.entries++
  facts.add('counters', { source: 'kernel', name, value })
}

/** A line of names, and the line of their numbers. Returns the names that wait. */
function takePair(
  section: string,
  words: readonly string[],
  names: readonly string[],
  facts: FactSink,
): string[] {
  if (words.some((word) => !/^-?\d+$/.test(word))) return words.map((word) => `${section}${word}`)
  for (const [index, word] of words.entries()) {
    const name = names[index] ?? ''
    if (name.startsWith(section)) keep(name, word, facts)
  }
  return []
}

/** Sentences of `netstat -s` whose numbers are of use here. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) fragments dropped after timeout$/, 'IpReasmTimeout'],
  [/^(\d+) packet reassembl(?:es|y|ies) failed$/, 'IpReasmFails'],
  [/^(\d+) fragments? failed$/, 'IpFragFails'],
  [/^(\d+) segments retransmit?ted$/, 'TcpRetransSegs'],
  [/^(\d+) SYNs to LISTEN sockets dropped$/, 'TcpExtListenDrops'],
  [/^(\d+) times the listen queue of a socket overflowed$/, 'TcpExtListenOverflows'],
  [/^(\d+) other TCP timeouts$/, 'TcpExtTCPTimeouts'],
]

function takeSentence(section: string, sentence: string, facts: FactSink): void {
  for (const [pattern, name] of SENTENCES) {
    const found = pattern.exec(sentence)
    if (found !== null) {
      keep(name, found[1] ?? '', facts)
      return
    }
  }
  const [, name, value] = /^([A-Za-z]\w{1,40}): (\d{1,15})$/.exec(sentence) ?? []
  if (name !== undefined && value !== undefined) keep(`${section}${name}`, value, facts)
  else if (/\d/.test(sentence) || sentence.endsWith(':')) facts.entries++
  else facts.notUnderstood++
}
