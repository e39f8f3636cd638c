/** English: text files beside the captures. */
import { formatCount } from './format'

const upper = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

export const sidecars = {
  title: 'Side-cars',
  lead: 'Text dropped beside the captures, recognised by its content. It names what the packets show, and contradicts them where it does.',
  columns: ['File', 'What it is', 'What it gave', 'How it fits'],
  unknown: 'text of no known format',
  notUsed: 'It is not used.',
  nothing: 'There is nothing in it.',
  fits: (seen: number, named: number) =>
    `${formatCount(seen)} of the ${formatCount(named)} that it names occur in the captures.`,
  fitsNothing: (named: number) =>
    `It fits nothing in these captures: none of the ${formatCount(named)} that it names occurs.`,
  notUnderstood: (count: number) =>
    count === 1
      ? 'One line was not understood.'
      : `${formatCount(count)} lines were not understood.`,
  message: (message: string) => `${upper(message)}.`,
}
