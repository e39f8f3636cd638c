/** For what is painted rather than styled: tells when the colours of the page change. */

/** Returns how to stop it. */
export function onThemeChange(change: () => void): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(change)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  scheme.addEventListener('change', change)
  return () => {
    observer.disconnect()
    scheme.removeEventListener('change', change)
  }
}
