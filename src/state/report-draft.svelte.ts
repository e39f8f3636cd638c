/** What the analyst chose for the report; as long as the case is open. */
import { SvelteSet } from 'svelte/reactivity'

export class ReportDraft {
  /** Empty: the names of the captures. */
  title = $state('')
  /** Pseudonyms instead of addresses and names. */
  hide = $state(false)
  /** Octets of key frames; nobody can hide what stands in them. */
  octets = $state(true)
  /** Keys `detector key` of findings. */
  readonly leftOut = new SvelteSet<string>()

  readonly showsOctets = $derived(this.octets && !this.hide)

  setIn(findings: readonly string[], isIn: boolean): void {
    for (const finding of findings) {
      if (isIn) this.leftOut.delete(finding)
      else this.leftOut.add(finding)
    }
  }

  /** Another case is open. */
  clear(): void {
    this.title = ''
    this.hide = false
    this.octets = true
    this.leftOut.clear()
  }
}
