/**
 * Service worker of the hosted page: answers for the page's own files from one cache, so that it
 * opens without a network. Touches no other request. The build puts in the list and the name.
 */
declare const self: ServiceWorkerGlobalScope

/** Relative to this file; `./` is the page. */
declare const __FILES__: string[]
/** Changes whenever one of the files does. */
declare const __CACHE__: string

const PAGE = new URL('./', self.location.href).href
const FILES = new Set(__FILES__.map((file) => new URL(file, PAGE).href))

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([fill(), self.skipWaiting()]))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOlder(), self.clients.claim()]))
})

self.addEventListener('fetch', (event) => {
  const url = event.request.url.replace(/[?#].*$/, '').replace(/\/index\.html$/, '/')
  if (event.request.method === 'GET' && FILES.has(url)) event.respondWith(answer(url))
})

async function fill(): Promise<void> {
  const cache = await caches.open(__CACHE__)
  // Past the browser's HTTP cache, which may still hold files of the last version.
  await cache.addAll([...FILES].map((url) => new Request(url, { cache: 'reload' })))
}

async function dropOlder(): Promise<void> {
  const older = (await caches.keys()).filter((name) => isOurs(name) && name !== __CACHE__)
  await Promise.all(older.map((name) => caches.delete(name)))
}

/** Other pages of the same origin have caches too. */
function isOurs(name: string): boolean {
  return name.startsWith('tailfirst-')
}

async function answer(url: string): Promise<Response> {
  const cache = await caches.open(__CACHE__)
  const kept = await cache.match(url, { ignoreVary: true })
  if (kept) return kept
  // The browser may have cleared the cache and kept the worker.
  await cache.add(url)
  return (await cache.match(url, { ignoreVary: true })) ?? Response.error()
}
