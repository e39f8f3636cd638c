/** Lets the hosted page open without a network. The single file needs no such help. */

export const SERVICE_WORKER_URL = new URL('offline.js', document.baseURI).href

/**
 * Registers the service worker where there is one: the build writes it beside the hosted page, which
 * is told from the single file by its manifest. A refusal (private window, policy of the company)
 * costs only offline start, so it is not reported.
 */
export function keepOffline(): void {
  const hosted =
    location.protocol.startsWith('http') && document.querySelector('link[rel=manifest]') !== null
  if (!import.meta.env.PROD || !hosted || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    navigator.serviceWorker.register(SERVICE_WORKER_URL).catch(() => undefined)
  })
}
