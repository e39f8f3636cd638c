import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openCapture } from '../../../workers/capture/open'
import { ascii, frame, join, pcapHead, section, u16, u32, u8, type Octets } from './capture-bytes'

async function messageOf(octets: Octets, name = 'a.pcap'): Promise<string> {
  const outcome = await openCapture(new Blob([octets]), name)
  return outcome.kind === 'not-a-capture' ? outcome.message : ''
}

const magic = (...octets: number[]) => join(u8(...octets), frame(100, 0))
const tar = join(ascii('notes.txt'), frame(248, 0), ascii('ustar'), frame(250, 0))

/** ERF records of type 2 (Ethernet), one second apart. */
const erf = join(
  ...[1, 2, 3].map((second) =>
    join(u32(true, 0, 1_700_000_000 + second), u8(2, 4), u16(false, 80, 0, 60), frame(64)),
  ),
)

const snoop = (version: number, datalink: number) =>
  join(ascii('snoop\0\0\0'), u32(false, version, datalink))

describe('openCapture', () => {
  it('knows captures by content, whatever their name', async () => {
    expect(await messageOf(pcapHead(), 'notes.txt')).toBe('')
    expect(await messageOf(section(), 'notes.txt')).toBe('')
  })

  it.each<[string, Octets]>([
    ['is empty', u8()],
    ['is text, not a capture', ascii('NAME READY\tSTATUS\r\npod-1 1/1 Running\n')],
    ['is text, not a capture', ascii('汉字'.repeat(3000))],
    ['is text, not a capture', u8(0xff, 0xfe, 0x61, 0)],
    ['is a PNG image, not a capture', magic(0x89, 0x50, 0x4e, 0x47)],
    ['is a PDF document, not a capture', join(ascii('%PDF-1.7'), frame(50, 0))],
    ['is an ELF program or core dump, not a capture', magic(0x7f, 0x45, 0x4c, 0x46)],
    ['is a ZIP archive without files', join(u8(0x50, 0x4b, 5, 6), frame(18, 0))],
    ['is a tar archive whose first header is damaged', tar],
    [
      'is a RAR archive, which is not read yet: unpack it first',
      magic(0x52, 0x61, 0x72, 0x21, 0x1a, 7),
    ],
    ['is an xz file, which is not read yet: use `xz -d`', magic(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)],
    ['could not be opened: the zstd data is cut off', u8(0x28, 0xb5, 0x2f, 0xfd, 0, 0)],
    ['could not be opened: the lz4 data is damaged at its octet 0', magic(0x04, 0x22, 0x4d, 0x18)],
    ['is a snoop capture of version 4, which is not read', snoop(4, 4)],
    ['is a snoop capture of datalink type 6, which is not read', snoop(2, 6)],
    ['begins like snoop but ends inside its header, after 8 octets', ascii('snoop\0\0\0')],
    ['is an ERF capture, which is not read yet', erf],
    ['is not a capture of a known format: it begins 01 00 00 00', magic(1)],
    ['begins like pcap but ends inside its header, after 20 octets', pcapHead().slice(0, 20)],
    ['begins like pcapng but ends after 11 octets', section().slice(0, 11)],
    ['begins like pcapng but gives no byte order', magic(0x0a, 0x0d, 0x0d, 0x0a)],
  ])('says what else a file is: %s', async (what, octets) => {
    expect(await messageOf(octets)).toContain(`“a.pcap” ${what}`)
  })

  it('tells what is compressed', async () => {
    expect(await messageOf(new Uint8Array(gzipSync(ascii('a log'))), 'a.gz')).toBe(
      '“a.gz” holds, compressed with gzip, something that is text, not a capture',
    )
  })

  it('says so when the file cannot be read', async () => {
    class Gone extends Blob {
      override slice(): Blob {
        throw new DOMException('The file was removed.', 'NotFoundError')
      }
    }
    const outcome = await openCapture(new Gone(), 'a.pcap')
    expect(outcome).toEqual({
      kind: 'not-a-capture',
      message: '“a.pcap” could not be opened: the browser gave the file up: The file was removed.',
      text: false,
    })
  })
})
