/** Functions of the display-filter language. */

export const FUNCTIONS = {
  len: 'Length of a text or of octets',
  count: 'How often a field is there',
  upper: 'A text in upper case',
  lower: 'A text in lower case',
  string: 'A value as text',
  max: 'The largest of several',
  min: 'The smallest of several',
  abs: 'A number without its sign',
} as const

export type FunctionName = keyof typeof FUNCTIONS

export const FUNCTION_NAMES = Object.keys(FUNCTIONS) as FunctionName[]

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name)
}
