/** English: names of addresses. */

export const names = {
  /** How columns show them. */
  shown: 'Addresses as',
  forms: {
    both: 'Addresses and names',
    names: 'Names',
    addresses: 'Addresses',
  },
  /** Title of a column, in a table that is taken away: who is in the column of that title. */
  column: (title: string) => `${title}: name`,
}
