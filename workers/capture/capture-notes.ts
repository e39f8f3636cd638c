/** What a file tells besides its frames, kept within bounds. */
import { MAX_COMMENTS, MAX_NAMES, MAX_WEIRD_KINDS } from '../limits/limits'
import type { CaptureComment, Weird } from '../model/capture'

export class CaptureNotes {
  readonly comments: CaptureComment[] = []
  readonly names: { address: string; name: string }[] = []
  readonly weirds: Weird[] = []
  readonly capped: { what: string; count: number }[] = []
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

  /** Counts one more `what` that was given up because its bound is reached. */
  cap(what: string): void {
    const known = this.capped.find((entry) => entry.what === what)
    if (known !== undefined) known.count++
    else this.capped.push({ what, count: 1 })
  }
}
