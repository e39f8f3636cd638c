/** What a capture file says of itself, and what was noticed while reading it. */

export type Container = 'pcap' | 'pcapng' | 'snoop'

export interface CaptureHeader {
  container: Container
  endian: 'little' | 'big' | 'mixed'
  /** True when a pcap file keeps nanoseconds (magic a1b23c4d). */
  nanosecond: boolean
  /** Distinct link types (`LINKTYPE_*`), ascending. */
  linktypes: number[]
}

export interface CaptureInterface {
  /** Section of a pcapng file, from 0; always 0 in pcap. */
  section: number
  /** Interface id within its section, from 0. */
  id: number
  /** `if_name`; empty when the file gives none. */
  name: string
  linktype: number
  snaplen: number
  /** `if_tsresol` as written: 6 = µs, 9 = ns, bit 7 set = negative power of two. */
  tsresol: number
  /** Packets dropped by the interface or the system (`isb_ifdrop` + `isb_osdrop`); −1: not told. */
  dropped: number
  /** What else the file says of it, for reading. */
  details?: FileDetail[]
}

/** A line of what a file says of itself, for reading: `{ what: 'hardware', value: 'x86' }`. */
export interface FileDetail {
  what: string
  value: string
}

/** How a file, or an entry of a bundle, is compressed. `deflate`: an entry of a ZIP archive. */
export type Packing = 'gzip' | 'zstd' | 'lz4' | 'deflate'

/** A step from a dropped file inwards: to `length` octets from `at` on, or to what they unpack to. */
export type CaptureStep = { at: number; length: number } | { packing: Packing }

/** Where in a dropped file a capture lies that is not the file itself. */
export interface CapturePlace {
  /** Name of the dropped file. */
  file: string
  /** Index of the first capture that was found in it. */
  first: number
  /** From the dropped file to the capture, in this order. */
  steps: CaptureStep[]
}

/** A comment found in the file. `frame` is 0 for comments on a section or an interface. */
export interface CaptureComment {
  frame: number
  text: string
}

/** Something in the traffic or the file that breaks the rules; evidence, not an error. */
export interface Weird {
  name: string
  count: number
  /** The first frame it was seen in; 0 when it belongs to the file. */
  firstFrame: number
}

export interface Undecoded {
  reason: string
  frames: number
}

/** Facts about one capture, complete once it was read to its end. */
export interface CaptureFacts {
  /** Name of the file as dropped, and the path within it: `bundle.zip/node1/eth0.pcap`. */
  name: string
  /** Name of the dropped file where it lies; absent: as `name` has it. Another of the case has it, too. */
  onDisk?: string
  /** Octets of the file as dropped. */
  size: number
  /** Of the file as dropped; empty until the hash worker has finished. */
  sha256: string
  header: CaptureHeader
  interfaces: CaptureInterface[]
  packets: number
  /** Absolute time of the first and the last frame in ns since 1970, decimal; empty without frames. */
  firstTsNs: string
  lastTsNs: string
  caplenSum: number
  origlenSum: number
  truncatedFrames: number
  timestampStepsBack: number
  /** What is wrong with the file; empty when nothing is. */
  message: string
  undecoded: Undecoded[]
  comments: CaptureComment[]
  /** Names the file gives to addresses (pcapng name resolution blocks). */
  names: { address: string; name: string }[]
  weirds: Weird[]
  /** Bounds that were reached: what was given up, and how often. */
  capped: { what: string; count: number }[]
  /** Absent: the capture is the dropped file, compressed at most once. */
  within?: CapturePlace
  /** Blocks of a pcapng file, by kind, that hold neither frames nor interfaces. */
  blocks?: { name: string; count: number }[]
  /** What the sections of a pcapng file say of their making. */
  details?: FileDetail[]
}
