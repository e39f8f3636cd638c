/** What an analyst does with the page. */
import { expect, type Locator, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import type { TestFile } from './files'

export async function chooseFiles(page: Page, files: TestFile[]): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(files)
}

/** Drops files on the middle of the window, as a drag from the desktop ends. */
export async function drop(page: Page, files: TestFile[]): Promise<void> {
  const contents = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }))
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer()
    for (const { name, base64 } of list) {
      const octets = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      data.items.add(new File([octets], name))
    }
    return data
  }, contents)
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', type, { dataTransfer: transfer })
  }
}

export async function untilDone(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-case-state', 'done')
}

/** The case and its captures are in the browser: a page that is loaded anew can go on. */
export async function untilKept(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const asked = indexedDB.open('tailfirst')
          asked.onsuccess = () => {
            const count = asked.result.transaction('blobs').objectStore('blobs').count()
            count.onsuccess = () => {
              asked.result.close()
              resolve(count.result)
            }
          }
        }),
    )
  await expect.poll(kept).toBeGreaterThan(0)
}

/** With a frame open: shows another one. */
export async function goToFrame(page: Page, frame: number): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Go to frame').fill(String(frame))
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  const title = dialog.getByRole('heading', { name: `Frame ${frame}`, exact: true })
  await expect(title).toBeVisible()
}

/** What a click on an export button saves. */
export function exported(page: Page, kind: 'html' | 'json'): Promise<string> {
  return saved(page, page.getByTestId(`export-${kind}`))
}

/** What a click on a button saves, as text. */
export async function saved(page: Page, button: Locator): Promise<string> {
  // Playwright hears of no download from a blob in Firefox (WebDriver BiDi): catch it in the page.
  if (page.context().browser()?.browserType().name() === 'firefox') {
    const blob = page.evaluate(nextBlob)
    await button.click()
    return blob
  }
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return readFile(await download.path(), 'utf8')
}

function nextBlob(): Promise<string> {
  const original = URL.createObjectURL.bind(URL)
  return new Promise((resolve) => {
    URL.createObjectURL = (blob) => {
      URL.createObjectURL = original
      if (blob instanceof Blob) resolve(blob.text())
      return original(blob)
    }
  })
}

/** Settles when the screen is there: until then, what is sought may be found on the one before. */
export async function openScreen(page: Page, name: RegExp): Promise<void> {
  await untilDone(page)
  const link = page.getByRole('link', { name })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
}
