/** What can be done with a value: filter by it, copy it. */
import type { CaseResult } from '../../../workers/model/run'
import { text } from '../../text'
import type { MenuItem } from '../../ui/menu-item'
import { combined, excluding } from './combine'
import { tsharkCommand } from './tshark-command'

export interface Value {
  /** As shown. */
  text: string
  /** The filter it stands for; empty: none. */
  filter: string
}

export interface MenuContext {
  /** The filter in use; empty: none. */
  current: string
  /** Of the case, and the one that the value is from. */
  captures: CaseResult['captures']
  capture: number
  onfilter: (filter: string) => void
}

export function valueItems(value: Value, context: MenuContext): MenuItem[] {
  const copies = value.text === '' ? [] : [copyItem(text.valueMenu.copyValue, value.text)]
  if (value.filter === '') return copies
  const { current, captures, capture, onfilter } = context
  const { filter } = value
  const item = (label: string, next: string): MenuItem => ({ label, act: () => onfilter(next) })
  const narrowing =
    current === ''
      ? []
      : [
          item(text.valueMenu.and, combined(current, '&&', filter)),
          item(text.valueMenu.or, combined(current, '||', filter)),
        ]
  const copying = [
    ...copies,
    copyItem(text.valueMenu.copyFilter, filter),
    copyItem(text.valueMenu.copyTshark, tsharkCommand(captures, capture, filter)),
  ]
  return [
    item(text.valueMenu.apply, filter),
    ...narrowing,
    item(text.valueMenu.exclude, excluding(current, filter)),
    ...copying.map((copy, index) => ({ ...copy, apart: index === 0 })),
  ]
}

function copyItem(label: string, content: string): MenuItem {
  return {
    label,
    act: () => {
      // Where the browser forbids it, the value can still be selected and copied by hand.
      navigator.clipboard.writeText(content).catch(() => undefined)
    },
  }
}
