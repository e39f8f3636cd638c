/** Runs a small capture through the engine, so that the first real one finds compiled code. */
import { analyseCase } from './case-run'

const FRAMES = 2000
const HEADER = 24
const RECORD = 16

export async function warmUp(): Promise<void> {
  await analyseCase([new File([capture()], 'warm-up.pcap')], () => undefined)
}

/** A pcap file of TCP segments between changing ports of two hosts. */
function capture(): ArrayBuffer {
  const frame = segment()
  const octets = new Uint8Array(HEADER + FRAMES * (RECORD + frame.length))
  const view = new DataView(octets.buffer)
  view.setUint32(0, 0xa1b2c3d4)
  view.setUint16(4, 2)
  view.setUint16(6, 4)
  view.setUint32(16, 65_535)
  view.setUint32(20, 1)
  for (let i = 0; i < FRAMES; i++) {
    const at = HEADER + i * (RECORD + frame.length)
    view.setUint32(at + 4, i)
    view.setUint32(at + 8, frame.length)
    view.setUint32(at + 12, frame.length)
    octets.set(frame, at + RECORD)
    const ip = at + RECORD + 14
    view.setUint16(ip + 4, i) // identification
    view.setUint16(ip + 20, 1024 + (i % 50)) // source port
    view.setUint32(ip + 24, 1 + Math.floor(i / 50) * 10) // sequence number
  }
  return octets.buffer
}

/** Ethernet, IPv4 and TCP with ten octets of payload; addresses of RFC 5737. */
function segment(): Uint8Array {
  const frame = new Uint8Array(14 + 20 + 20 + 10)
  const view = new DataView(frame.buffer)
  view.setUint16(12, 0x0800)
  view.setUint8(14, 0x45)
  view.setUint16(16, 50)
  view.setUint8(22, 64)
  view.setUint8(23, 6)
  view.setUint32(26, 0xc0000201)
  view.setUint32(30, 0xc0000202)
  view.setUint16(36, 80)
  view.setUint8(46, 0x50)
  view.setUint8(47, 0x10)
  return frame
}
