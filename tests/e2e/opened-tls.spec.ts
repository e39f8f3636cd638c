/** A key log beside the capture: what was said inside of TLS is read like anything else. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, openScreen, saved } from './support/case'
import type { TestFile } from './support/files'
import { https } from './support/https'

async function openStream(page: Page, files: TestFile[]): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, files)
  await openScreen(page, /^Flows/)
  await page.getByRole('grid', { name: 'Conversations: TCP' }).getByRole('row').nth(1).click()
  await page.getByRole('button', { name: 'Stream', exact: true }).click()
}

test('opens stream and bodies', async ({ page }) => {
  const { capture, keyLog } = await https()
  await openStream(page, [capture, keyLog])
  const said = page.locator('.said')
  await expect(said).toContainText('inside.example')
  await page.getByRole('button', { name: 'Decrypted' }).click()
  await expect(said).toContainText('GET /notes.txt HTTP/1.1')
  await expect(said).toContainText('hello world')

  await openScreen(page, /^Objects/)
  await page.getByRole('button', { name: 'GET inside.example/notes.txt' }).click()
  await page.getByRole('button', { name: 'Put the response body together' }).click()
  const content = await saved(page, page.getByRole('button', { name: 'Save', exact: true }))
  expect(content).toBe('hello world')
})

test('without it, the stream is shown as it was sent', async ({ page }) => {
  const { capture } = await https()
  await openStream(page, [capture])
  await expect(page.locator('.said')).toContainText('inside.example')
  await expect(page.getByRole('button', { name: 'Decrypted' })).toHaveCount(0)
})
