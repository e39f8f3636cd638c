/** The whole way: drop, findings, evidence, report, and the case again after a reload. */
import { expect, test } from '@playwright/test'
import { chooseFiles, drop, exported, untilDone } from './support/case'
import { file, healthy, tailFirst } from './support/files'

test('a dropped capture becomes explained findings', async ({ page }) => {
  await page.goto('./')
  await drop(page, [tailFirst])
  await untilDone(page)

  const claim = page.getByRole('article').getByRole('heading', { level: 1 })
  await expect(claim).toContainText('came tail first')
  await expect(page).toHaveURL(/#findings\/1$/)
  for (const title of ['Numbers', 'Evidence', 'What to do', 'Confirm on the node']) {
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
  }
  await expect(page.getByRole('article')).toContainText('--set MTU=1460')
  await expect(page.getByRole('contentinfo')).toContainText('nothing has left this page')
})

test('evidence opens the frame, and fields and octets show each other', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page
    .getByRole('button', { name: /^Open frame/ })
    .last()
    .click()

  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /^Identification/ })
    .first()
    .click()
  await expect(dialog.locator('[aria-selected=true]')).toHaveCount(2)
  await dialog.getByRole('option').nth(23).click()
  await expect(dialog.getByRole('button', { pressed: true })).toContainText('Protocol')

  const title = await dialog.getByRole('heading').first().innerText()
  await dialog.getByRole('button', { name: 'Previous evidence' }).click()
  await expect(dialog.getByRole('heading').first()).not.toHaveText(title)
  await dialog.getByLabel('Go to frame').fill('1')
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  await expect(dialog.getByRole('heading', { name: 'Frame 1', exact: true })).toBeVisible()
})

test('the exports hold what the page says', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  const claim = await page.getByRole('article').getByRole('heading', { level: 1 }).innerText()

  const document = JSON.parse(await exported(page, 'json')) as {
    schema: string
    captures: { name: string; sha256: string }[]
    findings: { claim: string }[]
  }
  expect(document.schema).toBe('tailfirst.analysis/1')
  expect(document.findings[0]?.claim).toBe(claim)
  expect(document.captures[0]).toMatchObject({ name: 'tail-first.pcap' })
  expect(document.captures[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)

  const report = await exported(page, 'html')
  expect(report).toContain(claim)
  expect(report).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
})

test('a case outlives the page, with its frames', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.goto('./')

  await page.getByRole('button', { name: 'tail-first.pcap', exact: true }).click()
  await untilDone(page)
  await page
    .getByRole('button', { name: /^Open frame/ })
    .last()
    .click()
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'New case' }).click()
  await page.getByRole('button', { name: 'Delete tail-first.pcap' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('Cases you analyse are listed here.')).toBeVisible()
})

test('a forgotten capture can be brought back, and only by the same file', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.goto('./')
  await page.getByRole('button', { name: 'Forget the capture of tail-first.pcap' }).click()
  await expect(page.getByText('capture not kept')).toBeVisible()
  await page.getByRole('button', { name: 'tail-first.pcap', exact: true }).click()
  await page
    .getByRole('button', { name: /^Open frame/ })
    .last()
    .click()

  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Go to frame').fill('5')
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  await expect(dialog.getByText('This frame is not at hand')).toBeVisible()
  await page.getByTestId('reattach-input').setInputFiles([healthy])
  await expect(dialog.getByRole('alert')).toBeVisible()
  await page.getByTestId('reattach-input').setInputFiles([tailFirst])
  await expect(dialog.getByRole('option').first()).toBeVisible()
})

test('a healthy capture gets a calm answer', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [healthy])
  await untilDone(page)
  await expect(page.getByText(/\bcritical\b|\bwarning\b/)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Nothing wrong was found' })).toBeVisible()
})

test('back and forward walk through screens and findings', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByRole('heading', { name: 'Captures', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: /^Detectors/ }).click()
  await expect(page.getByRole('heading', { name: 'Detectors', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Captures', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('article')).toBeVisible()
})

test('names of files are shown, not believed', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [file('<b>\u202Efdp.pcap', tailFirst.buffer)])
  await untilDone(page)
  await expect(page.getByRole('list', { name: 'Files of this case' })).toHaveText(
    '<b><U+202E>fdp.pcap',
  )
})
