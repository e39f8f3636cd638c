import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Commands, type Command, type Shortcut } from '../../../src/state/commands'

/** As much of the DOM as keys need. */
class Element {
  type = ''
  isContentEditable = false
}
class Input extends Element {}
class TextArea extends Element {}
class Select extends Element {}

interface Pressed {
  key: string
  ctrlKey?: boolean
  metaKey?: boolean
  altKey?: boolean
  shiftKey?: boolean
  /** Is AltGr held? */
  written?: boolean
  target?: Element | null
  isComposing?: boolean
}

function press({ written = false, ...rest }: Pressed): KeyboardEvent {
  const none = {
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
  }
  const event = { target: null, ...none, ...rest, getModifierState: () => written }
  return event as unknown as KeyboardEvent
}

function commandsWith(keys: readonly Shortcut[], rest: Partial<Command> = {}): Commands {
  const commands = new Commands()
  commands.add(() => [{ id: 'a', group: 'page', title: 'A', keys, run: () => undefined, ...rest }])
  return commands
}

const acts = (commands: Commands, pressed: Pressed, plainKeys = true) =>
  commands.pressed(press(pressed), plainKeys) !== null

beforeEach(() => {
  vi.stubGlobal('HTMLElement', Element)
  vi.stubGlobal('HTMLInputElement', Input)
  vi.stubGlobal('HTMLTextAreaElement', TextArea)
  vi.stubGlobal('HTMLSelectElement', Select)
})

describe('a key', () => {
  it('acts in a field where its command says so, and rests there otherwise', () => {
    const pressed = { key: 'k', ctrlKey: true, target: new Input() }
    const keys = [{ key: 'k', ctrl: true }]
    expect(acts(commandsWith(keys), pressed)).toBe(false)
    expect(acts(commandsWith(keys, { inFields: true }), pressed)).toBe(true)
  })

  it('acts with what must be held, Command being Control, and with nothing else', () => {
    const commands = commandsWith([{ key: 'k', ctrl: true }])
    expect(acts(commands, { key: 'k', ctrlKey: true })).toBe(true)
    expect(acts(commands, { key: 'K', metaKey: true })).toBe(true)
    for (const held of [{}, { ctrlKey: true, altKey: true }, { ctrlKey: true, shiftKey: true }]) {
      expect(acts(commands, { key: 'k', ...held })).toBe(false)
    }
  })

  it('that is pressed alone may need Shift or AltGr to be written, and may be put to rest', () => {
    const commands = commandsWith([{ key: '?' }, { key: '[' }])
    expect(acts(commands, { key: '?', shiftKey: true })).toBe(true)
    expect(acts(commands, { key: '[', ctrlKey: true, altKey: true, written: true })).toBe(true)
    expect(acts(commands, { key: '[', ctrlKey: true })).toBe(false)
    expect(acts(commands, { key: '?', shiftKey: true }, false)).toBe(false)
  })

  it('rests while something is typed', () => {
    const commands = commandsWith([{ key: 'k', ctrl: true }])
    const on = (target: Element, type = 'text', isContentEditable = false) =>
      acts(commands, {
        key: 'k',
        ctrlKey: true,
        target: Object.assign(target, { type, isContentEditable }),
      })
    expect([on(new Input()), on(new TextArea()), on(new Select())]).toEqual([false, false, false])
    expect(on(new Element(), '', true)).toBe(false)
    expect([on(new Input(), 'checkbox'), on(new Input(), 'radio'), on(new Element())]).toEqual([
      true,
      true,
      true,
    ])
    expect(acts(commands, { key: 'k', ctrlKey: true, isComposing: true })).toBe(false)
  })

  it('does nothing for what cannot be done now, or what others act on', () => {
    const keys = [{ key: 'k' }]
    expect(acts(commandsWith(keys, { possible: false }), { key: 'k' })).toBe(false)
    expect(acts(commandsWith(keys, { told: true }), { key: 'k' })).toBe(false)
  })
})

it('commands are there as long as who added them', () => {
  const commands = new Commands()
  const take = commands.add((words) => [
    { id: words, group: 'go', title: words, run: () => undefined },
  ])
  expect(commands.all('x').map(({ title }) => title)).toEqual(['x'])
  take()
  expect(commands.all()).toEqual([])
})
