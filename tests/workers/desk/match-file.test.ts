import { expect, it, vi } from 'vitest'
import { matchFile } from '../../../workers/desk/match-file'
import { sha256Of } from '../../../workers/desk/sha256'
import { ABC, sampleFacts } from '../store/sample-case'

const hash = (file: Blob) => sha256Of(file, undefined)
const hashed = { ...sampleFacts('a.pcap', 3), sha256: ABC }
const other = { ...sampleFacts('b.pcap', 4), sha256: ABC }

it('knows a capture by size and hash, whatever the file is called now', async () => {
  const file = new File(['abc'], 'copy of a.pcap')
  expect(await matchFile(file, [other, hashed], hash)).toEqual({ kind: 'same', captures: [1] })
})

it('knows every capture that was read from the same file', async () => {
  const file = new File(['abc'], 'a.pcap')
  expect(await matchFile(file, [hashed, hashed], hash)).toEqual({ kind: 'same', captures: [0, 1] })
})

it('does not read a file of another size', async () => {
  const never = vi.fn(hash)
  expect(await matchFile(new File(['ab'], 'x.pcap'), [hashed, other], never)).toEqual({
    kind: 'different',
    message: 'x.pcap is not a capture of this case: it has 2 octets instead of 3 or 4.',
  })
  expect(never).not.toHaveBeenCalled()
})

it('refuses the same size with other contents', async () => {
  expect(await matchFile(new File(['abd'], 'a.pcap'), [hashed], hash)).toEqual({
    kind: 'different',
    message: 'a.pcap is as long as a capture of this case, but its contents differ.',
  })
})

it('goes by name and size when the hash was never finished', async () => {
  const unhashed = sampleFacts('a.pcap', 3)
  expect(await matchFile(new File(['abd'], 'a.pcap'), [unhashed], hash)).toMatchObject({
    kind: 'same',
  })
  expect(await matchFile(new File(['abd'], 'z.pcap'), [unhashed], hash)).toMatchObject({
    kind: 'different',
  })
})

it('says when the file cannot be read', async () => {
  const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  expect(await matchFile(new File(['abc'], 'a.pcap'), [hashed], gone)).toEqual({
    kind: 'different',
    message: 'a.pcap cannot be read: it was moved or changed since it was dropped.',
  })
})
