/** How a file, or an entry of a bundle, is compressed; and the way through it. */
import type { Packing } from '../model/capture'
import { BoundedChunks, type UnpackBudget } from './bounded-chunks'
import { InflateChunks, isGzip } from './inflate'
import type { Chunks } from './octet-source'
import { isLz4, openLz4 } from './unlz4'
import { isSkippable, isZstd, openZstd } from './unzstd'

/** Null: not compressed, or in a way that is not read. */
export function packingOf(head: Uint8Array): Packing | null {
  if (isGzip(head)) return 'gzip'
  let rest = head
  while (isSkippable(rest)) {
    const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength)
    // What follows is out of sight: zstd writes such frames more often than LZ4 does.
    const length = rest.length < 8 ? rest.length : 8 + view.getUint32(4, true)
    if (length >= rest.length) return 'zstd'
    rest = rest.subarray(length)
  }
  if (isZstd(rest)) return 'zstd'
  return isLz4(rest) ? 'lz4' : null
}

/** The octets that `open` gives, decompressed and bounded. `open` may be called again. */
export function unpacked(
  packing: Packing,
  packed: Chunks,
  open: () => Chunks,
  budget: UnpackBudget,
): Chunks {
  return new BoundedChunks(decoderOf(packing, packed, open), budget)
}

function decoderOf(packing: Packing, packed: Chunks, open: () => Chunks): Chunks {
  switch (packing) {
    case 'gzip':
    case 'deflate':
      return new InflateChunks(packing, packed, open)
    case 'zstd':
      return openZstd(packed)
    case 'lz4':
      return openLz4(packed)
  }
}
