/** Captures whose frames are known by number. */
import { type CapturedFrame, LINKTYPE, writePcap } from '../../../workers/forge/capture-writer'
import { asSll2 } from '../../../workers/forge/link-header'
import { type Bytes, ethernet, icmpEcho, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import { TcpScript } from '../../support/tcp-script'

const EPOCH = 1_700_000_000_000_000_000n
const ETHERNET = 14
const write = (frames: readonly CapturedFrame[], linktype: number): Bytes =>
  writePcap(frames, { nanosecond: true, linktype, epoch: EPOCH })

function httpRequest(): TcpScript {
  const script = new TcpScript().handshake()
  script.client({ flags: 'PA', data: 'GET /log\u202etxt.exe HTTP/1.1\r\nHost: a.example\r\n\r\n' })
  script.server({ flags: 'PA', data: 'HTTP/1.1 204 No Content\r\n\r\n', after: 20 })
  return script
}

/** Frames 1 to 5: a handshake, an HTTP request and its response; 6: a DNS question without answer. */
export function applicationCapture(): Bytes {
  // One question, `no.example` AAAA, class IN (RFC 1035 §4.1).
  const question = [0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0x6e, 0x6f, 7]
  const rest = [...new TextEncoder().encode('example'), 0, 0, 28, 0, 1]
  const ends = { src: '10.0.0.1', dst: '10.0.0.53' }
  const datagram = udp(
    { ...ends, srcPort: 5353 + 1, dstPort: 53 },
    Uint8Array.of(...question, ...rest),
  )
  const asked = { time: 1e9, octets: ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, datagram)) }
  return write([...httpRequest().frames, asked], LINKTYPE.ethernet)
}

/** The same HTTP request at two taps: frame 2n is the copy of frame 2n − 1, 50 µs later. */
export function twoTapCapture(): Bytes {
  const frames = httpRequest().frames.flatMap(({ time, octets }) =>
    [2, 3].map((ifindex) => ({
      time: time + (ifindex - 2) * 50_000,
      octets: asSll2(ethernet({}, octets.slice(ETHERNET)), { ifindex }),
    })),
  )
  return write(frames, LINKTYPE.sll2)
}

/** FTP: `RETR notes.txt` in passive mode, and the connection that carries its eleven octets. */
export function transferCapture(): Bytes {
  const control = new TcpScript({ serverPort: 21 }).handshake()
  control.client({ flags: 'PA', data: 'PASV\r\n' })
  control.server({ flags: 'PA', data: '227 Entering Passive Mode (10,0,0,2,156,64).\r\n' })
  control.client({ flags: 'PA', data: 'RETR notes.txt\r\n' })
  const data = new TcpScript({ clientPort: 40_100, serverPort: 40_000, start: 100 }).handshake()
  data.server({ flags: 'PA', data: 'hello world' })
  data.client({ flags: 'A' })
  data.server({ flags: 'FA' })
  return write([...control.frames, ...data.frames], LINKTYPE.ethernet)
}

/**
 * Frames 1 to 5: a handshake of 2 ms, a download of 11 octets; 7 to 11: a login at an FTP server;
 * then a ping of 40 ms.
 */
export function objectsCapture(): Bytes {
  const web = new TcpScript({ clientPort: 40_001 })
  web.client({ flags: 'S' })
  web.server({ flags: 'SA', after: 2 })
  web.client({ flags: 'A' })
  web.client({ flags: 'PA', data: 'GET /notes.exe HTTP/1.1\r\nHost: a.example\r\n\r\n' })
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\n'
  web.server({ flags: 'PA', data: `${head}hello world`, after: 20 })
  web.client({ flags: 'A' })
  const files = new TcpScript({ start: 100, clientPort: 40_002, serverPort: 21 }).handshake()
  files.client({ flags: 'PA', data: 'USER alice\r\n' })
  files.client({ flags: 'PA', data: 'PASS open sesame\r\n' })
  const ping = (reply: boolean) => {
    const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
    const way = reply ? { src: ends.dst, dst: ends.src } : ends
    const echo = icmpEcho({ reply, id: 1, seq: 1 }, new Uint8Array(16))
    const octets = ethernet({}, ipv4({ ...way, proto: PROTO.icmp }, echo))
    return { time: (reply ? 240 : 200) * 1e6, octets }
  }
  return write([...web.frames, ...files.frames, ping(false), ping(true)], LINKTYPE.ethernet)
}
