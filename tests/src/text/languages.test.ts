import { expect, it } from 'vitest'
import { speak, text, TEXTS } from '../../../src/text'
import { englishIn, sentencesOf } from '../../support/sentences'

const en = sentencesOf(TEXTS.en)
const zh = sentencesOf(TEXTS['zh-CN'])

/** Names, units, and words that network engineers in China write like this. */
const TERMS = new Set(
  [
    ...['Parquet', 'Community', 'ID'],
    'Tailfirst Wireshark HTML JSON UTC UTC+8 SHA-256 sha256 MB kB ms ns ppm F12',
    'pcap pcapng snoop ZIP tar editcap kubectl cilium hubble ip',
    'VXLAN VNI GRE key GTP TEID L2TP DNS HTTP TLS ALPN JA4 TCP MTU Pod',
    'ARP ACK Ack ack SYN SYN-ACK FIN RST SACK RTT TTL MSS IP IPv4 IPv6 UDP ICMP MAC VLAN IPIP IPsec',
    'Seq seq Len len Win win bit echo ping p95 p99 URL CSV MD5 JA3S QUIC DTLS DHCP Host Geneve WireGuard',
    'RFC SSH SFTP FTPS dns.qry.name tcp.flags.reset ClientHello ServerHello FTP Basic IMAP POP SMTP SNMP community NTLM Telnet tshark',
    'UTF-8 UTF-16 ASCII Aa host-1 name-1',
    'Ctrl Alt Shift Enter Esc tcp.stream udp.stream tcp.analysis.retransmission ip.addr',
  ]
    .join(' ')
    .split(' '),
)

/** As Wireshark's Info column writes them; names that code goes by. */
const NO_TEXT = /^(standing\.names|samples\.\d+\.name)\b/

it('says the same things in both languages', () => {
  expect([...zh.keys()]).toEqual([...en.keys()])
})

it('leaves nothing unsaid', () => {
  const unsaid = (said: Map<string, string>) =>
    [...said].filter(([, sentence]) => sentence === '').map(([path]) => path)
  expect(unsaid(zh)).toEqual(['notes.standing.untouched'])
  expect(unsaid(en)).toEqual(['finding.partlyEnglish', 'notes.standing.untouched'])
})

it('has no English in its Chinese', () => {
  const english = [...zh]
    .filter(([path]) => !NO_TEXT.test(path))
    .flatMap(([path, sentence]) => englishIn(sentence, TERMS).map((word) => `${path}: ${word}`))
  expect(english).toEqual([])
})

it('sets Chinese sentences with Chinese punctuation', () => {
  const wrong = [...zh].filter(([, sentence]) => /[\u4e00-\u9fff][,;:?!()]/.test(sentence))
  expect(wrong).toEqual([])
})

it('speaks the language that was chosen last', () => {
  expect(text.start.choose).toBe('Choose files')
  speak('zh-CN')
  expect(text.start.choose).toBe('选择文件')
  speak('en')
  expect(text.start.choose).toBe('Choose files')
})
