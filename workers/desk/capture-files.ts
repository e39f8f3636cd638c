/** The files that captures of cases are read from: the dropped one, else the one that is kept. */
import type { CaptureFacts } from '../model/capture'
import { keptWith, type AttachedFiles } from './attached-files'
import type { Stores } from './stores'

export interface FileTools {
  /** The file will not be read any more: what was remembered of it may go. */
  released: (file: Blob) => void
}

export interface CaptureFiles {
  /**
   * `facts`: of all captures of the case. The same blob every time, so that what was unpacked of it is
   * found again; null: none is at hand. While the database takes a capture, one that is kept in it
   * waits, and the dropped one does not.
   */
  of(id: string, facts: readonly CaptureFacts[], capture: number): Promise<Blob | null>
  /** The case or its kept captures were removed. */
  forget(id: string): void
}

export function newCaptureFiles(
  stores: Pick<Stores, 'holderOf'>,
  attached: AttachedFiles,
  { released }: FileTools,
): CaptureFiles {
  /** By case, and by the capture with which the file is kept. */
  const stored = new Map<string, Map<number, Blob>>()
  /** By case: those that were handed out. */
  const given = new Map<string, Set<Blob>>()

  async function keptFile(id: string, capture: number): Promise<Blob | null> {
    const known = stored.get(id)?.get(capture)
    if (known !== undefined) return known
    const file = (await (await stores.holderOf(id))?.blob(id, capture)) ?? null
    const files = stored.get(id) ?? new Map<number, Blob>()
    if (file !== null) stored.set(id, files.set(capture, file))
    return file
  }

  async function fileOf(id: string, facts: readonly CaptureFacts[], capture: number) {
    const dropped = attached.of(id, capture)
    if (dropped !== null && (await isReadable(dropped))) return dropped
    // Of an unreadable file it is said that it is: better than that there is none.
    return (await keptFile(id, keptWith(facts, capture))) ?? dropped
  }

  return {
    async of(id, facts, capture) {
      const file = await fileOf(id, facts, capture)
      if (file !== null) given.set(id, (given.get(id) ?? new Set<Blob>()).add(file))
      return file
    },
    forget(id) {
      for (const file of given.get(id) ?? []) released(file)
      given.delete(id)
      stored.delete(id)
    },
  }
}

/** Files that were moved or changed since they were dropped are refused by the browser. */
export async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}
