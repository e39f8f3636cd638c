/**
 * What the first octets of a file say it is, and a name that is safe to save it under. Signatures as
 * their formats publish them: PNG §5.2, RFC 1952, ZIP APPNOTE, PE/COFF, ELF, PDF 32000, …
 */

const SIGNATURES: readonly (readonly [string, string, readonly number[]])[] = [
  ['PNG image', 'png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['JPEG image', 'jpg', [0xff, 0xd8, 0xff]],
  ['GIF image', 'gif', [0x47, 0x49, 0x46, 0x38]],
  ['PDF document', 'pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['ZIP archive or Office document', 'zip', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip file', 'gz', [0x1f, 0x8b, 0x08]],
  ['bzip2 file', 'bz2', [0x42, 0x5a, 0x68]],
  ['xz file', 'xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd file', 'zst', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7-Zip archive', '7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR archive', 'rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['Windows program', 'bin', [0x4d, 0x5a]],
  ['ELF program', 'bin', [0x7f, 0x45, 0x4c, 0x46]],
  ['Java class', 'bin', [0xca, 0xfe, 0xba, 0xbe]],
  ['Office document of the old kind', 'bin', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['script', 'txt', [0x23, 0x21]],
]

export interface FileKind {
  /** Empty: nothing known. */
  name: string
  ending: string
}

const LOOKED_AT = 512

export function fileKind(octets: Uint8Array): FileKind {
  for (const [name, ending, signature] of SIGNATURES) {
    if (signature.every((octet, at) => octets[at] === octet)) return { name, ending }
  }
  const head = octets.subarray(0, LOOKED_AT)
  if (octets.length === 0 || !head.every(isText)) return { name: '', ending: 'bin' }
  const text = new TextDecoder().decode(head).trimStart().toLowerCase()
  if (/^(<!doctype html|<html|<head|<body)/.test(text)) return { name: 'HTML text', ending: 'txt' }
  if (text.startsWith('<')) return { name: 'XML text', ending: 'txt' }
  if (/^[{[]/.test(text)) return { name: 'JSON text', ending: 'json' }
  return { name: 'text', ending: 'txt' }
}

/** Anything but control characters; UTF-8 beyond ASCII may be text as well. */
const isText = (octet: number) => octet >= 0x20 || (octet >= 0x09 && octet <= 0x0d)

const LONGEST = 60

/**
 * Of the last part of the path: letters, digits, `-` and `_`; the ending is that of what the octets
 * are, so that nothing opens as what the other side claims it to be.
 */
export function safeName(target: string, frame: number, { ending }: FileKind): string {
  const [path = ''] = target.split(/[?#]/)
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  const stem = last
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '')
    .slice(0, LONGEST)
  return `frame-${frame}${stem === '' ? '' : `-${stem}`}.${ending}`
}
