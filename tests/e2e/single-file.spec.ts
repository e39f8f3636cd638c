/** The page as one file, opened from disk: analyses, exports, and keeps nothing unless told to. */
import { expect, test } from '@playwright/test'
import { pathToFileURL } from 'node:url'
import { chooseFiles, exported, untilDone } from './support/case'
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
