/**
 * What can be done by name and by key. Screens add what they offer, and take it away when they go:
 * the command palette, the keys and the shortcut sheet are made of this one list.
 */

export type CommandGroup = 'go' | 'finding' | 'packet' | 'case' | 'page' | 'recent'

/** A key with what is held beside it. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names it; letters in lower case. */
  key: string
  /** Control, or Command. */
  ctrl?: boolean
  alt?: boolean
  /** Only told: keys with it are acted on by a part of the screen. */
  shift?: boolean
}

export interface Command {
  /** Unlike any other. */
  id: string
  group: CommandGroup
  title: string
  /** The first is shown; Wireshark's where it has one. */
  keys?: readonly Shortcut[]
  /** Can it be done now? Default: yes. The shortcut sheet shows it in any case. */
  possible?: boolean
  /** The browser or a part of the screen acts on the keys: here they are only told. */
  told?: boolean
  /** Its keys act in a field too, where they write nothing. */
  inFields?: boolean
  run: () => void
}

/** What there is now; `words`: typed into the palette so far. */
export type CommandSource = (words: string) => readonly Command[]

export class Commands {
  readonly #sources = new Set<CommandSource>()

  /** Gives what takes them away again. */
  add(source: CommandSource): () => void {
    this.#sources.add(source)
    return () => void this.#sources.delete(source)
  }

  all(words = ''): Command[] {
    return [...this.#sources].flatMap((source) => source(words))
  }

  /** What a key is to do; null: nothing. `plainKeys`: do those count that are pressed alone? */
  pressed(event: KeyboardEvent, plainKeys: boolean): Command | null {
    if (event.isComposing) return null
    const typing = isField(event.target)
    const found = this.all().find(
      ({ keys = [], possible = true, told = false, inFields = false }) =>
        possible &&
        !told &&
        (inFields || !typing) &&
        keys.some((shortcut) => isPressed(shortcut, event, plainKeys)),
    )
    return found ?? null
  }
}

function isPressed(
  { key, ctrl = false, alt = false }: Shortcut,
  event: KeyboardEvent,
  plainKeys: boolean,
): boolean {
  if (event.key.toLowerCase() !== key.toLowerCase()) return false
  // Some keyboards have brackets behind AltGr, which Windows tells as Control and Alt.
  const written = event.getModifierState('AltGraph') && key.length === 1
  if (!ctrl && !alt) {
    return plainKeys && (written || !(event.ctrlKey || event.metaKey || event.altKey))
  }
  return (event.ctrlKey || event.metaKey) === ctrl && event.altKey === alt && !event.shiftKey
}

/** Inputs that are no fields: letters mean nothing to them. */
const NO_FIELDS = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'radio',
  'range',
  'reset',
  'submit',
])

/** Is something being typed there? */
function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NO_FIELDS.has(target.type)
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}
