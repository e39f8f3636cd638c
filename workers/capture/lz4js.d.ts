/** The part of lz4js that is used. */
declare module 'lz4js' {
  /**
   * Decodes the block `source` [sourceAt, sourceAt + sourceLength) into `target` from `targetAt` on;
   * what is before it may be referred to. Returns where it ended, which lies beyond the target when
   * the block holds more than has room there. Checks nothing else.
   */
  export function decompressBlock(
    source: Uint8Array,
    target: Uint8Array,
    sourceAt: number,
    sourceLength: number,
    targetAt: number,
  ): number
}
