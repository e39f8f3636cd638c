/** Dropped files that are still at hand, per case and capture. They go when the page is closed. */
import type { CaptureFacts } from '../model/capture'

export interface AttachedFiles {
  attach(id: string, capture: number, file: Blob): void
  of(id: string, capture: number): Blob | null
  forget(id: string): void
  forgetAll(): void
}

export function newAttachedFiles(): AttachedFiles {
  const cases = new Map<string, Map<number, Blob>>()
  return {
    attach(id, capture, file) {
      const files = cases.get(id) ?? new Map<number, Blob>()
      cases.set(id, files.set(capture, file))
    },
    of: (id, capture) => cases.get(id)?.get(capture) ?? null,
    forget: (id) => void cases.delete(id),
    forgetAll: () => cases.clear(),
  }
}

/**
 * The file that each capture was read from. Captures stand in the order of their files, among which
 * side-cars and unreadable files may lie; null: the capture came from none of them.
 */
export function filesOfCaptures(
  captures: readonly CaptureFacts[],
  files: readonly File[],
): (File | null)[] {
  const left = [...files]
  return captures.map(({ name, size }) => {
    const at = left.findIndex((file) => file.name === name && file.size === size)
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null)
  })
}
