/** The case that this tab showed last: after a reload the address still leads into it. */

const KEY = 'tailfirst.case'

export function rememberCase(id: string): void {
  try {
    sessionStorage.setItem(KEY, id)
  } catch {
    // The case begins with its findings then.
  }
}

export function isLastCase(id: string): boolean {
  try {
    return sessionStorage.getItem(KEY) === id
  } catch {
    return false
  }
}
