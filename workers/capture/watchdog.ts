/** Reads that never end, told as failures. */

/** Silence of the browser, in ms, after which a file counts as lost. */
const PATIENCE_MS = 60_000

/**
 * The outcome of `reading`, or a rejection when nothing comes.
 *
 * The timer refers to `reader`, and that is half of its purpose: Chromium collects the reader of a
 * Blob's stream while a read is pending unless something that lives on refers to it, and the read
 * then hangs for ever.
 */
export async function watched<T>(
  reading: Promise<T>,
  reader: { cancel(reason?: unknown): Promise<void> },
): Promise<T> {
  let watchdog: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    watchdog = setTimeout(() => {
      const reason = new Error(`nothing came for ${PATIENCE_MS / 1000} seconds`)
      reject(reason)
      reader.cancel(reason).catch(() => undefined) // it is lost either way
    }, PATIENCE_MS)
  })
  try {
    return await Promise.race([reading, silence])
  } finally {
    clearTimeout(watchdog)
  }
}
