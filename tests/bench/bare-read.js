/**
 * The yardstick: how fast this browser reads the file and does nothing with it, by one BYOB stream
 * in a worker of a blank page.
 */
import { createServer } from 'node:http'

/** The stream is rooted in `self`: Chromium collects a reader that nothing holds, and hangs. */
const WORKER = `
self.onmessage = async ({ data: file }) => {
  const begun = performance.now()
  self.reader = file.stream().getReader({ mode: 'byob' })
  let buffer = new ArrayBuffer(1 << 20)
  for (;;) {
    const { done, value } = await self.reader.read(new Uint8Array(buffer))
    if (done) break
    buffer = value.buffer
  }
  self.postMessage(performance.now() - begun)
}`

const PAGE = `<!doctype html><title>bare read</title><input type="file"><script>
const source = new Blob([${JSON.stringify(WORKER)}], { type: 'text/javascript' })
const worker = new Worker(URL.createObjectURL(source))
const input = document.querySelector('input')
input.onchange = () => worker.postMessage(input.files[0])
worker.onmessage = ({ data }) => { document.documentElement.dataset.ms = data }
</script>`

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} file
 * @returns {Promise<number>} milliseconds
 */
export async function bareRead(browser, file) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const page = await browser.newPage()
  try {
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.locator('input').setInputFiles(file)
    const read = page.locator('html[data-ms]')
    await read.waitFor({ state: 'attached', timeout: 600_000 })
    return Number(await read.getAttribute('data-ms'))
  } finally {
    await page.close()
    server.close()
  }
}
