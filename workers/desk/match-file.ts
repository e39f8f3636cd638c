/** Which captures of a case a dropped file is. */
import type { CaptureFacts } from '../model/capture'
import { otherContents, otherSize, unreadable } from './sentences'

export type FileMatch =
  { kind: 'same'; captures: [number, ...number[]] } | { kind: 'different'; message: string }

/**
 * Compares the size, then the hash. A capture whose hash was never finished is known by its name
 * and size.
 */
export async function matchFile(
  file: File,
  facts: readonly CaptureFacts[],
  hash: (file: Blob) => Promise<string>,
): Promise<FileMatch> {
  const sized = [...facts.entries()].filter(([, { size }]) => size === file.size)
  if (sized.length === 0) {
    const wanted = facts.map(({ size }) => size)
    return { kind: 'different', message: otherSize(file.name, file.size, wanted) }
  }
  const sha256 = await hash(file).catch(unlessUnreadable)
  if (sha256 === null) return { kind: 'different', message: unreadable(file.name) }
  const [first, ...others] = sized
    .filter(([, kept]) => {
      const droppedName = kept.within?.file ?? kept.name
      return kept.sha256 === '' ? droppedName === file.name : kept.sha256 === sha256
    })
    .map(([capture]) => capture)
  if (first === undefined) return { kind: 'different', message: otherContents(file.name) }
  return { kind: 'same', captures: [first, ...others] }
}

function unlessUnreadable(error: unknown): null {
  if (error instanceof DOMException) return null
  throw error
}
