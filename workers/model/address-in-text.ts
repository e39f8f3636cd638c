/** Addresses that stand in a sentence. */

/** What may be an address of either family; whether it is one, its name tells. */
const ADDRESS =
  /(?<![\w.:/-])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:]{1,36})(?![\w-]|[.:]\w)/g

/** Names in brackets behind those that have one and stand without. `nameOf`: empty, nobody names it. */
export function addNames(text: string, nameOf: (address: string) => string): string {
  return text.replace(ADDRESS, (address, at: number) => {
    const name = nameOf(address)
    if (name === '' || text.startsWith(' (', at + address.length)) return address
    return `${address} (${name})`
  })
}
