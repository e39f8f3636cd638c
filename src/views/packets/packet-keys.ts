/**
 * Wireshark's keys: next and previous packet, in the list and in the conversation; go to a packet; filter;
 * find, and the next and previous match. Browsers keep Ctrl+N for themselves: F3, as they search.
 */

export interface PacketKeys {
  filter: () => void
  find: () => void
  /** To another match. */
  seek: (by: 1 | -1) => void
  goTo: () => void
  step: (by: 1 | -1) => void
  stepInFlow: (by: 1 | -1) => void
}

const TYPING = 'input, textarea, select, [contenteditable]'

export function packetKeys(keys: PacketKeys) {
  return (event: KeyboardEvent) => {
    if (document.querySelector('dialog[open]') !== null || event.altKey) return
    const act = actOf(event, keys)
    if (act === null) return
    event.preventDefault()
    act()
  }
}

function actOf(event: KeyboardEvent, keys: PacketKeys): (() => void) | null {
  const { key } = event
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'g') return keys.goTo
    if (key.toLowerCase() === 'f') return keys.find
    if (key === '/') return keys.filter
    if (key.toLowerCase() === 'n') return () => keys.seek(1)
    if (key.toLowerCase() === 'b') return () => keys.seek(-1)
    if (key === 'ArrowDown') return () => keys.step(1)
    return key === 'ArrowUp' ? () => keys.step(-1) : null
  }
  if (key === 'F3') return () => keys.seek(event.shiftKey ? -1 : 1)
  if (key === 'F8') return () => keys.step(1)
  if (key === 'F7') return () => keys.step(-1)
  if (event.target instanceof Element && event.target.matches(TYPING)) return null
  if (key === '.') return () => keys.stepInFlow(1)
  return key === ',' ? () => keys.stepInFlow(-1) : null
}
