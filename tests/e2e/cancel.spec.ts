/** A case that is being read can be left at once. */
import { expect, test } from '@playwright/test'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { chooseFiles, openScreen, untilDone } from './support/case'
import { tailFirst } from './support/files'

const FILE_HEADER = 24 // octets of pcap, before the first record
const OCTETS = 1e9

test('cancel works while the file is being read', async ({ page }, testInfo) => {
  const path = testInfo.outputPath('large.pcap')
  await writeLarge(path, OCTETS)
  await page.goto('./')
  await page.getByTestId('file-input').setInputFiles(path)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-case-state', 'empty')
  await expect(page.getByText('Cases you analyse are listed here.')).toBeVisible()

  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await expect(page.getByRole('article')).toBeVisible()
})

test('cancel of another analysis of the same files leads back to the one before', async ({
  page,
}, testInfo) => {
  const path = testInfo.outputPath('large.pcap')
  await writeLarge(path, 4e8)
  await page.goto('./')
  await page.getByTestId('file-input').setInputFiles(path)
  await openScreen(page, /^Detectors/)
  await page.locator('[data-detector="packet-loss"]').getByRole('switch').click()
  await page.getByRole('button', { name: 'Analyse again' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await untilDone(page)
  // As it was, with the settings of now.
  await expect(page.locator('[data-settings-differ="true"]')).toBeVisible()
  await expect(page.locator('[data-detector="packet-loss"]')).not.toContainText('looked at nothing')
})

/** The same records again and again: large enough for somebody to change their mind. */
async function writeLarge(path: string, octets: number): Promise<void> {
  const records = tailFirst.buffer.subarray(FILE_HEADER)
  const stream = createWriteStream(path)
  stream.write(tailFirst.buffer.subarray(0, FILE_HEADER))
  for (let written = 0; written < octets; written += records.length) {
    if (!stream.write(records)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}
