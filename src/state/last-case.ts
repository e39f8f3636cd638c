/** The case that this tab showed last: after a reload the address still leads into it. */

const KEY = 'tailfirst.case'

export function rememberCase(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // The case begins with its findings then.
  }
}

/** Empty: none, or nobody knows. */
export function lastCase(): string {
  try {
    return sessionStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}
