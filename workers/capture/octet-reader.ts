/** Reads stretches of a capture again, one after the other. */
import type { CaptureStep } from '../model/capture'
import { openSlices } from './slices'

export interface OctetReader {
  /**
   * Octets [at, at + length) of the (decompressed) capture, fewer where it ends; valid until the next
   * call.
   * @throws the browser's error when a plain file cannot be read any more.
   */
  read(at: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** `steps` lead from the file to a capture within it; without them, the file is the capture. */
export async function openOctets(
  file: Blob,
  steps?: readonly CaptureStep[],
  open = openSlices,
): Promise<OctetReader> {
  const slices = await open(file, steps)
  return {
    read: async (at, length) => new Uint8Array(await slices.slice(at, at + length)),
    close: () => slices.close(),
  }
}
