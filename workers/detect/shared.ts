/** What several detectors of a run gather in the same way: the first makes it, all read it. */
export class Shared {
  private readonly made = new Map<string, unknown>()

  /** `key` names what is made, and everything that it depends on. */
  of<T>(key: string, make: () => T): T {
    if (!this.made.has(key)) this.made.set(key, make())
    return this.made.get(key) as T
  }
}
