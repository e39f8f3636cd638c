/**
 * A batch of capture records as columns, the unit in which frames travel from the reader to the
 * analysis. A batch is reused: it is valid until the reader is asked for the next one.
 */

/** Rows of a batch. A window of 1 MiB of minimum-size records (16 + 14 octets) needs about 35,000. */
export const BATCH_ROWS = 32_768

/**
 * `iface` and `linktype` of records that are numbered like frames, as Wireshark does, but are none:
 * pcapng custom blocks, journal entries and Sysdig events. Where they tell no time, theirs is that of
 * the frame before them.
 */
export const NO_INTERFACE = 0xffff
export const NO_LINKTYPE = 0xffff

export interface RecordBatch {
  count: number
  /** The window all rows lie in, and a view over the same octets. */
  octets: Uint8Array
  view: DataView
  /** Offset in `octets` of the frame's first octet. */
  readonly at: Uint32Array
  /** Octets captured, all of them inside `octets`, and octets on the wire. */
  readonly capLen: Uint32Array
  readonly origLen: Uint32Array
  /** Nanoseconds since the first frame of the capture. */
  readonly time: Float64Array
  /** Index into the capture's list of interfaces. */
  readonly iface: Uint16Array
  /** `LINKTYPE_*` of that interface. */
  readonly linktype: Uint16Array
  /** Offset of the frame's first octet in the (decompressed) file. */
  readonly fileAt: Float64Array
}

export function newRecordBatch(rows: number = BATCH_ROWS): RecordBatch {
  const octets = new Uint8Array(0)
  return {
    count: 0,
    octets,
    view: new DataView(octets.buffer),
    at: new Uint32Array(rows),
    capLen: new Uint32Array(rows),
    origLen: new Uint32Array(rows),
    time: new Float64Array(rows),
    iface: new Uint16Array(rows),
    linktype: new Uint16Array(rows),
    fileAt: new Float64Array(rows),
  }
}
