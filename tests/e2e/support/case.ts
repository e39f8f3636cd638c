/** What an analyst does with the page. */
import { expect, type Page } from '@playwright/test'
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

/** What a click on an export button saves. */
export async function exported(page: Page, kind: 'html' | 'json'): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(`export-${kind}`).click(),
  ])
  return readFile(await download.path(), 'utf8')
}
