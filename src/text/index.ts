/** The language of the page. */
import { en, type Text } from './en'

export type { Text } from './en'

export const text: Text = en
