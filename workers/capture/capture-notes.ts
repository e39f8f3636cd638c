/** What a file tells besides its frames, kept within bounds. */
import {
  MAX_BLOCK_KINDS,
  MAX_COMMENTS,
  MAX_DETAILS,
  MAX_NAMES,
  MAX_SECRET_OCTETS,
  MAX_WEIRD_KINDS,
} from '../limits/limits'
import type { CaptureComment, FileDetail, Weird } from '../model/capture'

/** Keys that a capture carries for its own decryption. */
export interface CaptureSecrets {
  /** As the file writes it; 0x544c534b: an NSS key log, of TLS. */
  type: number
  octets: Uint8Array
}

export class CaptureNotes {
  readonly comments: CaptureComment[] = []
  readonly names: { address: string; name: string }[] = []
  readonly weirds: Weird[] = []
  readonly capped: { what: string; count: number }[] = []
  readonly blocks: { name: string; count: number }[] = []
  readonly details: FileDetail[] = []
  readonly secrets: CaptureSecrets[] = []
  private secretOctets = 0
  private readonly namesSeen = new Set<string>()

  /** `frame` 0: on a section or an interface. */
  comment(frame: number, text: string): void {
    if (this.comments.length < MAX_COMMENTS) this.comments.push({ frame, text })
    else this.cap('comments')
  }

  /** Sections repeat the names of those before them: each pair is kept once. */
  name(address: string, name: string): void {
    const key = `${address} ${name}`
    if (this.namesSeen.has(key)) return
    if (this.names.length === MAX_NAMES) {
      this.cap('names')
      return
    }
    this.namesSeen.add(key)
    this.names.push({ address, name })
  }

  /** `frame` 0: it belongs to the file. */
  weird(name: string, frame: number): void {
    const known = this.weirds.find((weird) => weird.name === name)
    if (known !== undefined) known.count++
    else if (this.weirds.length < MAX_WEIRD_KINDS) {
      this.weirds.push({ name, count: 1, firstFrame: frame })
    } else this.cap('kinds of weirds')
  }

  /** Counts a block that holds neither a frame nor an interface. */
  block(name: string): void {
    const known = this.blocks.find((entry) => entry.name === name)
    if (known !== undefined) known.count++
    else if (this.blocks.length < MAX_BLOCK_KINDS) this.blocks.push({ name, count: 1 })
    else this.cap('kinds of blocks')
  }

  /** Sections repeat what those before them say. */
  detail(what: string, value: string): void {
    if (this.details.some((known) => known.what === what && known.value === value)) return
    if (this.details.length < MAX_DETAILS) this.details.push({ what, value })
    else this.cap('details of the file')
  }

  /** Copies `octets`, the part of `length` octets that is at hand. */
  secret(type: number, octets: Uint8Array, length: number): void {
    if (octets.length < length || this.secretOctets + length > MAX_SECRET_OCTETS) {
      this.cap('decryption secrets')
      return
    }
    this.secretOctets += length
    this.secrets.push({ type, octets: octets.slice() })
  }

  /** Counts one more `what` that was given up because its bound is reached. */
  cap(what: string): void {
    const known = this.capped.find((entry) => entry.what === what)
    if (known !== undefined) known.count++
    else this.capped.push({ what, count: 1 })
  }
}
