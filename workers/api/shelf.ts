/** What the analysis worker may ask of the library worker: to keep the index of the frames it read. */
import type { FrameColumns } from '../model/frame-columns'

export interface ShelfApi {
  /**
   * Takes a chunk of the columns of a capture over; those of a capture come in order. Settles when
   * there is room for another. Gives how many frames of the case have no index so far.
   */
  put(capture: number, chunk: number, columns: FrameColumns): Promise<number>
}
