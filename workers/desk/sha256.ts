/** SHA-256 of a file (FIPS 180-4), whatever its size. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

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
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += READ) {
    hash.update(new Uint8Array(await file.slice(at, at + READ).arrayBuffer()))
  }
  return bytesToHex(hash.digest())
}
