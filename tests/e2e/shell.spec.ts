/** What is always there: new cases, the library's end, the theme, reasons for what is missing. */
import { expect, test } from '@playwright/test'
import { chooseFiles, drop, untilDone } from './support/case'
import { healthy, tailFirst } from './support/files'

test('a drop on an open case begins a new one', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await drop(page, [healthy])
  await expect(page.getByRole('heading', { name: 'Nothing wrong was found' })).toBeVisible()
  await page.getByRole('button', { name: 'New case' }).click()
  await expect(page.getByRole('button', { name: /^(tail-first|healthy)\.pcap$/ })).toHaveCount(2)
})

test('deleting all cases asks first', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page.getByRole('button', { name: 'New case' }).click()
  await page.getByRole('button', { name: 'Delete all' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'tail-first.pcap', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Delete all' }).click()
  await dialog.getByRole('button', { name: 'Delete all' }).click()
  await expect(page.getByText('Cases you analyse are listed here.')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-case-state', 'empty')
})

test('deleting one case asks first, and the focus goes on to the next', async ({ page }) => {
  await page.goto('./')
  for (const capture of [tailFirst, healthy]) {
    await chooseFiles(page, [capture])
    await untilDone(page)
    await page.getByRole('button', { name: 'New case' }).click()
  }
  const dialog = page.getByRole('dialog')
  const first = page.getByRole('button', { name: 'tail-first.pcap', exact: true })
  const last = page.getByRole('button', { name: 'healthy.pcap', exact: true })
  await page.getByRole('button', { name: 'Delete healthy.pcap' }).click()
  await expect(dialog.getByRole('heading', { name: 'Delete healthy.pcap?' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(last).toBeVisible()
  await page.getByRole('button', { name: 'Delete healthy.pcap' }).click()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(last).toBeHidden()
  await expect(first).toBeFocused()
  await page.getByRole('button', { name: 'Delete tail-first.pcap' }).click()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('Cases you analyse are listed here.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose files' }).last()).toBeFocused()
})

test('the theme is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('./')
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.getByText('Dark', { exact: true }).click()
  expect(await background()).not.toBe(light)
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  expect(await background()).not.toBe(light)
})

test('the page says how to check that nothing leaves it', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('button', { name: 'nothing has left this page' }).click()
  await expect(page.getByRole('dialog', { name: 'Nothing has left this page' })).toContainText(
    'developer tools',
  )
})

test('a window of 640 by 400 loses no screen, no control and no finding', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await expect(
    page.getByRole('list', { name: 'Findings' }).getByRole('link').first(),
  ).toBeInViewport()
  for (const name of ['English', 'System']) {
    await expect(page.getByText(name, { exact: true })).toBeInViewport({ ratio: 0.95 })
  }
  for (const screen of ['Notes', 'Packets', 'Captures']) {
    const link = page.getByRole('link', { name: new RegExp(`^${screen}`) })
    await link.click()
    await expect(link).toBeInViewport({ ratio: 0.95 })
    await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeAttached()
  }
  await page.getByRole('link', { name: /^Packets/ }).click()
  const columns = page.getByRole('button', { name: 'Columns' })
  await expect(columns).toBeInViewport({ ratio: 0.95 })
  await columns.click()
  const last = page.getByRole('checkbox', { name: 'Info' })
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport({ ratio: 0.95 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(640)
})

test('a finding scrolls by itself: the page stays where it is', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  const end = page.getByRole('heading', { name: 'Rule' })
  await end.scrollIntoViewIfNeeded()
  await expect(end).toBeInViewport()
  await page.mouse.move(800, 500)
  for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, 4000)
  const room = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
  expect(await room()).toBe(0)
  await expect(page.getByRole('button', { name: 'New case' })).toBeInViewport()
})
