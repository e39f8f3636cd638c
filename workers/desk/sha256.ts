/** SHA-256 of a file (FIPS 180-4), whatever its size. */
import { bytesToHex } from '@noble/hashes/utils.js'
// Twice as fast in Chromium as the one of noble, which all else hashes with.
import { SHA256 } from '@stablelib/sha256'

/** Octets read at once. */
const READ = 1024 * 1024

/** Up to here the browser's own hash, six times as fast, may have the file in memory as a whole. */
const WHOLE = 256 * 1024 * 1024

/**
 * Lower-case hex.
 * @param subtle absent where the page is not in a secure context (plain http to another machine).
 * @throws DOMException `NotReadableError` when the file was moved, changed or taken away.
 */
export async function sha256Of(file: Blob, subtle: SubtleCrypto | undefined): Promise<string> {
  if (subtle !== undefined && file.size <= WHOLE) {
    const digest = await subtle.digest('SHA-256', await file.arrayBuffer())
    return bytesToHex(new Uint8Array(digest))
  }
  return sha256Streamed(file)
}

/** Slices instead of a stream: their reads cannot be lost with a reader that nothing holds. */
async function sha256Streamed(file: Blob): Promise<string> {
  const hash = new SHA256()
  const read = (at: number) => {
    const octets = file.slice(at, at + READ).arrayBuffer()
    octets.catch(() => undefined) // told where it is waited for
    return octets
  }
  let coming = read(0)
  for (let at = READ; at < file.size; at += READ) {
    const octets = await coming
    coming = read(at) // while these are hashed
    hash.update(new Uint8Array(octets))
  }
  hash.update(new Uint8Array(await coming))
  return bytesToHex(hash.digest())
}
