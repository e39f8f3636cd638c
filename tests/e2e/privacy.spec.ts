/** No byte of a capture leaves the browser, and the page could not send it if it tried. */
import { expect, test } from '@playwright/test'
import { readdirSync } from 'node:fs'
import { chooseFiles, exported, openScreen, untilDone } from './support/case'
import { tailFirst } from './support/files'

test('nothing is asked for but the page itself', async ({ page, baseURL }) => {
  const own = ['', ...readdirSync('dist'), ...readdirSync('dist/assets')]
  const foreign: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (/^(blob|data):/.test(url)) return // inside of the browser
    const name = url.slice((baseURL ?? '').length).replace(/^assets\//, '')
    const plain = request.method() === 'GET' && url.startsWith(baseURL ?? '') && own.includes(name)
    if (!plain) foreign.push(`${request.method()} ${url}`)
  })
  page.on('websocket', (socket) => foreign.push(socket.url()))

  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page
    .getByRole('button', { name: /^Open frame/ })
    .last()
    .click()
  await page.keyboard.press('Escape')
  await exported(page, 'json')
  await exported(page, 'html')
  await openScreen(page, /^Report$/)
  await expect(page.frameLocator('iframe').getByRole('article').first()).toBeVisible()

  expect(foreign).toEqual([])
})

test('the policy stops a request that is tried on purpose', async ({ page, baseURL }) => {
  await page.goto('./')
  const blocked = await page.evaluate(async (url) => {
    const violation = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        resolve(event.effectiveDirective)
      })
    })
    const failed = await fetch(url).then(
      () => false,
      () => true,
    )
    return { failed, directive: await violation }
  }, baseURL ?? '')
  expect(blocked).toEqual({ failed: true, directive: 'connect-src' })
})

test('the policy holds inside of workers too', async ({ page, baseURL }) => {
  await page.goto('./')
  const outcome = await page.evaluate((url) => {
    const source = `fetch(${JSON.stringify(url)}).then(() => postMessage('sent'), () => postMessage('blocked'))`
    const worker = new Worker(URL.createObjectURL(new Blob([source])))
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data)
    })
  }, baseURL ?? '')
  expect(outcome).toBe('blocked')
})
