/** Octets of a capture in any order, whether its file is compressed or not. */
import type { CaptureStep } from '../model/capture'
import { placeOf, unpackingSteps } from './place'
import { UnpackedCapture } from './unpacked-capture'

export interface Slices {
  /**
   * Octets [from, to) of the (decompressed) capture, fewer where it ends.
   * @throws the browser's error when a plain file cannot be read any more.
   */
  slice(from: number, to: number): Promise<ArrayBuffer>
  close(): Promise<void>
}

/** `steps` lead from the file to a capture within it; without them, the file is the capture. */
export type OpenSlices = (file: Blob, steps?: readonly CaptureStep[]) => Promise<Slices>

/** What is compressed is decompressed once as long as it is read forwards. */
export const openSlices: OpenSlices = async (file, steps) => {
  const { blob, open } = placeOf(file, steps ?? (await unpackingSteps(file)))
  return blob === null ? new UnpackedCapture(open, () => false) : slicesOfBlob(blob)
}

export function slicesOfBlob(blob: Blob): Slices {
  return {
    slice: (from, to) => blob.slice(from, to).arrayBuffer(),
    close: () => Promise.resolve(),
  }
}
