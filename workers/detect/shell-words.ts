/** Text from packets as a word of a shell command: what is not plainly harmless is left out. */

/** `fallback` where the text could be more than a word. */
export function shellWord(text: string, fallback: string): string {
  return /^[\w./~%+,:@-]{1,200}$/.test(text) && !text.startsWith('-') ? text : fallback
}
