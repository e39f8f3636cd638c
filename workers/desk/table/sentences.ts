/** What a saved table does not hold, told to the analyst and to who opens the file. */

const packetsOf = (count: number) => `${count} ${count === 1 ? 'packet' : 'packets'}`

export const NO_ROWS = 'There is nothing to be saved.'

export const withoutOctets = (name: string) =>
  `${name} is not at hand: the table holds what the index knows, without addresses and protocols. Drop it again.`

export const tableUnreadable = (name: string) =>
  `The table cannot be written: ${name} was moved or changed since it was dropped. Drop it again.`

export const withoutIndex = (packets: number, name: string) =>
  `${packetsOf(packets)} of ${name} cannot be in the table: there was no room for an index of them.`

export const forgotten = (packets: number) =>
  `${packetsOf(packets)} are not in the table: the selection was forgotten meanwhile. Apply the filter again.`

export const withoutStream = (packets: number, name: string) =>
  `${packetsOf(packets)} of ${name} have no tcp.stream and relative numbers: there was no room to count further.`

export const withoutTime = (packets: number, name: string) =>
  `${packetsOf(packets)} of ${name} have a time that the table cannot express; they have none there.`

export const unlistedFlows = (listed: number, total: number) =>
  `The table holds the first ${listed} of ${total} connections: no more are listed.`
