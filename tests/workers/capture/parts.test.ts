import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  MAX_BUNDLE_CAPTURES,
  MAX_BUNDLE_ENTRIES,
  MAX_LISTED_ENTRIES,
} from '../../../workers/limits/limits'
import { openParts } from '../../../workers/capture/parts'
import { readOctets } from '../../../workers/capture/read-octets'
import { paxRecord, tar, zip, type ZipFile } from './bundle-bytes'
import {
  ascii,
  frame,
  join,
  pcapHead,
  pcapRecord,
  rowsOf,
  section,
  u8,
  type Octets,
} from './capture-bytes'

const gzip = (octets: Uint8Array): Octets => new Uint8Array(gzipSync(octets))

/** A capture of frames that tell it from others. */
function capture(octet: number, frames = 3): Octets {
  const records = Array.from({ length: frames }, (_, i) => {
    return pcapRecord([1000 + i, 0], frame(60 + i, octet))
  })
  return join(pcapHead(), ...records)
}

interface Read {
  name: string
  /** Of each frame: its length and first octet, as read and as read again. */
  frames: string
  again: string
  message: string
}

/** Everything in a file, and each frame read again by its place. */
async function partsOf(file: Uint8Array<ArrayBuffer>, name = 'b'): Promise<Read[]> {
  const blob = new Blob([file])
  const found: Read[] = []
  for await (const { name: path, steps, outcome } of openParts(blob, name)) {
    if (outcome.kind !== 'capture') {
      const message = outcome.kind === 'text' ? '' : outcome.message
      found.push({ name: path, frames: '', again: '', message })
      continue
    }
    const rows = await rowsOf(outcome.reader)
    await outcome.reader.close()
    const ranges = rows.map(({ fileAt, capLen }) => ({ at: fileAt, length: capLen }))
    const again = await readOctets(blob, ranges, steps)
    const told = (octets: ArrayLike<number>) => `${octets.length}:${octets[0] ?? ''}`
    found.push({
      name: path,
      frames: rows.map(({ octets }) => told(octets)).join(' '),
      again: again.map(told).join(' '),
      message: outcome.reader.message,
    })
  }
  return found
}

const read = (name: string, octet: number): Read => {
  const frames = `60:${octet} 61:${octet} 62:${octet}`
  return { name, frames, again: frames, message: '' }
}

const text = (name: string): Read => {
  return { name, frames: '', again: '', message: `“${name}” is text, not a capture` }
}

const entries = [
  { name: 'dir/', octets: u8() },
  { name: 'dir/node1.pcap', octets: capture(1) },
  { name: 'dir/notes.txt', octets: ascii('NAME READY\n') },
  { name: 'node2', octets: capture(2) },
]
const expected = [read('b/dir/node1.pcap', 1), text('b/dir/notes.txt'), read('b/node2', 2)]
const withEach = (facts: Partial<ZipFile>) => zip(entries.map((entry) => ({ ...entry, ...facts })))
const files = entries.filter(({ name }) => !name.endsWith('/'))
const archive = tar({ name: 'dir/', type: '5' }, ...files)

describe('openParts', () => {
  it('gives the file itself when it is no bundle', async () => {
    expect(await partsOf(capture(7), 'a.pcap')).toEqual([read('a.pcap', 7)])
    expect(await partsOf(gzip(capture(7)), 'a.pcap')).toEqual([read('a.pcap', 7)])
    expect(await partsOf(gzip(gzip(capture(7))), 'a.pcap')).toEqual([read('a.pcap', 7)])
  })

  it.each<[string, Octets]>([
    ['ZIP, stored', withEach({})],
    ['ZIP, deflated', withEach({ method: 8 })],
    ['ZIP, written as a stream', withEach({ method: 8, descriptor: true })],
    ['ZIP of 64 bits', withEach({ method: 8, wide: true })],
    ['tar', archive],
    ['tar of Unix version 7', tar(...files.map((file) => ({ ...file, old: true })))],
    ['tar, names with ./', tar(...files.map((file) => ({ ...file, name: `./${file.name}` })))],
    ['tar, compressed', gzip(archive)],
  ])('finds the captures by content, and their octets again: %s', async (_, file) => {
    expect(await partsOf(file)).toEqual(expected)
  })

  it('goes into what lies within each other, and no deeper than its bound', async () => {
    const inner = zip([
      { name: 'x.tgz', octets: gzip(tar({ name: 'a', octets: capture(3) })), method: 8 },
    ])
    expect(await partsOf(inner)).toEqual([read('b/x.tgz/a', 3)])
    const twice = zip([{ name: 'inner.zip', octets: withEach({ method: 8 }), method: 8 }])
    expect((await partsOf(twice)).map(({ name }) => name)).toEqual(
      ['dir/node1.pcap', 'dir/notes.txt', 'node2'].map((name) => `b/inner.zip/${name}`),
    )
    let deep = capture(1)
    for (let i = 0; i < 5; i++) deep = zip([{ name: 'z', octets: deep, method: 8 }])
    expect(await partsOf(deep)).toMatchObject([
      { name: 'b/z/z/z/z', message: '“b/z/z/z/z” is packed more than 4 times: unpack it first' },
    ])
  })

  it('names what it cannot read', async () => {
    const file = zip([
      { name: 'secret.pcap', octets: capture(1), encrypted: true },
      { name: 'new.pcap', octets: capture(1), method: 95 },
      { name: 'odd.pcap', octets: capture(1), method: 77 },
      { name: 'core', octets: join(ascii('\x7fELF'), frame(20, 0)) },
    ])
    expect((await partsOf(file)).map(({ message }) => message)).toEqual([
      '“b/secret.pcap” is encrypted: unpack it with its password first',
      '“b/new.pcap” is compressed with xz, which is not read: unpack it first',
      '“b/odd.pcap” is compressed with method 77, which is not read: unpack it first',
      '“b/core” is an ELF program or core dump, not a capture',
    ])
    const links = tar(
      { name: 'latest', type: '2', link: 'a.pcap' },
      { name: 'pipe', type: '6' },
      { name: 'holes', type: 'S', octets: capture(1) },
      { name: 'a.pcap', octets: capture(4) },
    )
    expect((await partsOf(links)).map(({ name, message }) => message || name)).toEqual([
      '“b/latest” is a link to “a.pcap”',
      '“b/pipe” is no file',
      '“b/holes” is stored with holes, which is not read: unpack it first',
      'b/a.pcap',
    ])
  })

  it('reads long names, and lengths beyond the octal field', async () => {
    const long = `${'d/'.repeat(100)}汉.pcap`
    const size = join(u8(0x80), frame(7, 0), u8(0, 0, 0, capture(1).length))
    const file = tar(
      { name: 'pax', type: 'x', octets: ascii(paxRecord('mtime', '1') + paxRecord('path', long)) },
      { name: 'short', octets: capture(1) },
      { name: '././@LongLink', type: 'L', octets: ascii(`${long}\0`) },
      { name: 'short', octets: capture(2), size: join(ascii('00000000'), frame(4, 0)) },
      { name: 'c', prefix: 'a/b', octets: capture(1), size },
      { name: 'last', octets: capture(3) },
    )
    const [first, ...rest] = await partsOf(file)
    expect(first).toEqual(read(`b/${long}`, 1))
    // A length of nothing: what follows is no header.
    expect(rest[0]?.name).toBe(`b/${long}`)
    expect(rest[1]?.message).toMatch(/^“b” is a tar archive that is not whole: the header at/)
  })

  it('gives what there is of an archive at every cut', async () => {
    const whole = withEach({ method: 8 })
    for (let size = 4; size < whole.length; size += 7) {
      for (const { name, frames } of await partsOf(whole.slice(0, size))) {
        if (name === 'b/dir/node1.pcap') expect('60:1 61:1 62:1').toContain(frames)
      }
    }
    const cut = await partsOf(zip(entries.slice(1), { ending: false }))
    expect(cut.slice(0, 3)).toEqual(expected)
    expect(cut[3]?.message).toBe(
      '“b” is a ZIP archive that is not whole: its directory is missing: it was cut off, or is damaged',
    )
    for (const pack of [gzip, (octets: Octets) => octets]) {
      for (let size = 600; size < archive.length; size += 97) {
        await partsOf(pack(archive.slice(0, size)))
        const packed = pack(archive)
        await partsOf(packed.slice(0, Math.min(size, packed.length)))
      }
    }
  })

  it('bounds entries, captures and the list of what is none', async () => {
    const tiny = Array.from({ length: MAX_BUNDLE_ENTRIES + 5 }, (_, i) => {
      return { name: `f${i}`, octets: u8(0x61) }
    })
    const many = await partsOf(tar(...tiny))
    expect(many).toHaveLength(MAX_LISTED_ENTRIES + 2)
    expect(many.slice(-2).map(({ message }) => message)).toEqual([
      '“b” has entries more, which were not looked at',
      `“b” holds ${MAX_BUNDLE_ENTRIES - MAX_LISTED_ENTRIES} entries more that are no captures`,
    ])
    const captures = Array.from({ length: MAX_BUNDLE_CAPTURES + 1 }, (_, i) => {
      return { name: `f${i}`, octets: capture(1, 1) }
    })
    expect((await partsOf(tar(...captures))).at(-1)?.message).toBe(
      `“b/f${MAX_BUNDLE_CAPTURES}” was not read: the bundle holds more than ${MAX_BUNDLE_CAPTURES} captures`,
    )
  })

  it('counts the entries of nested archives together', async () => {
    const tiny = Array.from({ length: MAX_BUNDLE_ENTRIES / 2 + 1 }, (_, i) => ({
      name: `f${i}`,
      octets: u8(0x61),
    }))
    const inner = { octets: zip(tiny), method: 8 }
    const said = await partsOf(
      zip([
        { name: 'a', ...inner },
        { name: 'b', ...inner },
      ]),
    )
    expect(said.at(-2)?.message).toBe('“b/b” has 4 entries more, which were not looked at')
  })

  it('does not read entries that lie within each other', async () => {
    const one = zip([{ name: 'a', octets: capture(1) }])
    const listed = one.slice(one.length - 22 - 47, one.length - 22)
    const end = one.slice(-22)
    end.set([2, 0, 2, 0, 2 * listed.length], 8)
    const twice = join(one.slice(0, one.length - 22), listed, end)
    expect((await partsOf(twice)).map(({ name, message }) => message || name)).toEqual([
      'b/a',
      '“b/a” lies where another entry of the ZIP archive lies, as in a decompression bomb: it was not read',
    ])
  })

  it('looks no further than the start of what is no capture', async () => {
    const zeros = new Uint8Array(gzipSync(frame(10_000_000, 0), { level: 9 }))
    const [part] = await partsOf(zip([{ name: 'zeros', octets: zeros }]))
    expect(part?.message).toBe(
      '“b/zeros” holds, compressed with gzip, something that is not a capture of a known format: it begins 00 00 00 00 00 00 00 00',
    )
  })

  it('tells how much of the file lies before a part', async () => {
    const before: number[] = []
    for await (const { readBefore } of openParts(new Blob([withEach({})]), 'b')) {
      before.push(readBefore)
    }
    expect(before).toEqual([...before].sort((a, b) => a - b))
    expect(new Set(before).size).toBe(3)
  })

  it('opens pcapng within a bundle', async () => {
    expect(await partsOf(tar({ name: 'x', octets: section() }))).toEqual([
      { name: 'b/x', frames: '', again: '', message: '' },
    ])
  })
})
