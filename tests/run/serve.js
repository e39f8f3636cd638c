/** Serves `dist/` on this machine alone. `node tests/run/serve.js [port]` does so until it is stopped. */
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const dist = join(root, 'dist')

const HOST = '127.0.0.1'
/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/**
 * @param {number} port 0: any free one
 * @returns {Promise<{ url: string, close: () => void }>} rejects when the port is taken
 */
export function serve(port) {
  const server = createServer((request, response) => {
    const path = fileOf(request.url ?? '/')
    if (path === undefined) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
    createReadStream(path).pipe(response)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address())
      resolve({ url: `http://${HOST}:${address.port}/`, close: () => server.close() })
    })
  })
}

/** @param {string} url */
function fileOf(url) {
  // URL resolves every `..`, written plainly or escaped; other escapes no file of ours needs.
  const path = new URL(url, 'http://localhost').pathname
  const file = join(dist, path.endsWith('/') ? `${path}index.html` : path)
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(argv[2] ?? 0))
  console.log(url)
}
