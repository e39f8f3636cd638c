/** The page as one file, opened from disk: analyses, exports, and keeps nothing unless told to. */
import { expect, test } from '@playwright/test'
import { pathToFileURL } from 'node:url'
import { chooseFiles, exported, openScreen, untilDone } from './support/case'
import { tailFirst } from './support/files'

const PAGE = pathToFileURL('dist/tailfirst.html').href

test('analyses a capture from disk', async ({ page }) => {
  await page.goto(PAGE)
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page
    .getByRole('button', { name: /^Open frame/ })
    .last()
    .click()
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await exported(page, 'json')).toContain('tailfirst.analysis/1')
})

test('shows the report before it is saved, as it is chosen', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(PAGE)
  await chooseFiles(page, [tailFirst])
  await openScreen(page, /^Report$/)
  const preview = page.frameLocator('iframe')
  await expect(preview.getByRole('article').first()).toBeVisible()
  await page.getByLabel('Pseudonyms for addresses and names').check()
  await expect(preview.getByText('stand here under pseudonyms')).toBeVisible()
  expect(errors).toEqual([])
})

test('forgets cases unless it is told to keep them', async ({ page }) => {
  await page.goto(PAGE)
  const keep = page.getByRole('switch', { name: /Keep cases in this browser/ })
  await expect(keep).not.toBeChecked()
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page.reload()
  await expect(page.getByText('Cases you analyse are listed here.')).toBeVisible()

  await keep.check()
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.reload()
  await untilDone(page)
  await page.getByRole('link', { name: 'Tailfirst' }).click()
  await expect(page.getByRole('button', { name: 'tail-first.pcap', exact: true })).toBeVisible()
})
