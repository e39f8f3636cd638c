/** Numbers of a capture file, which follow the order of the machine that wrote it. */
import { type Bytes } from './fields'

export interface ByteOrder {
  readonly u16: (...values: readonly number[]) => Bytes
  readonly u32: (...values: readonly number[]) => Bytes
  readonly i64: (value: bigint) => Bytes
}

export function byteOrder(littleEndian: boolean): ByteOrder {
  const write = (size: number, count: number, put: (view: DataView) => void) => {
    const octets = new Uint8Array(size * count)
    put(new DataView(octets.buffer))
    return octets
  }
  return {
    u16: (...values) =>
      write(2, values.length, (view) => {
        values.forEach((value, i) => view.setUint16(i * 2, value, littleEndian))
      }),
    u32: (...values) =>
      write(4, values.length, (view) => {
        values.forEach((value, i) => view.setUint32(i * 4, value, littleEndian))
      }),
    i64: (value) => write(8, 1, (view) => view.setBigInt64(0, value, littleEndian)),
  }
}
