/** Latency, objects and statistics of a case: what an analyst reads there, and takes away. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, openScreen, saved } from './support/case'
import { objects, transfer } from './support/files'

async function openCase(page: Page, name: RegExp): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, [objects])
  await openScreen(page, name)
}

test('tells how long handshakes, responses and pings took, and opens their frames', async ({
  page,
}) => {
  await openCase(page, /^Latency/)
  const kinds = page.getByRole('group', { name: 'Kinds of latency' })
  await expect(kinds.getByRole('button', { name: /^TCP connect 2 measured/ })).toBeVisible()
  await expect(kinds.getByRole('button', { name: /^HTTP 1 measured .* 20 ms/ })).toBeVisible()
  // Pings are measured by reading the capture again.
  await kinds.getByRole('button', { name: /^ICMP echo 1 measured .* 40 ms/ }).click()
  await expect(page).toHaveURL(/#latency\/icmp/)
  await expect(page.getByText('Echo request to reply')).toBeVisible()
  await kinds.getByRole('button', { name: /^TCP connect/ }).click()
  const slowest = page.getByRole('group', { name: 'Slowest' })
  await expect(slowest.getByRole('row').nth(1)).toContainText('10.0.0.2:80')
  await slowest.getByRole('row').nth(1).getByRole('button', { name: 'Open frame 1' }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Frame 1' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goBack()
  await expect(page.getByText('Echo request to reply')).toBeVisible()
})

test('puts a body together and saves it under a safe name, as it was sent', async ({ page }) => {
  await openCase(page, /^Objects/)
  await page.getByRole('button', { name: 'GET a.example/notes.exe' }).click()
  await page.getByRole('button', { name: 'Put the response body together' }).click()
  // sha256sum and md5sum of "hello world".
  await expect(
    page.getByText('b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'),
  ).toBeVisible()
  await expect(page.getByText('5eb63bbbe01eeed093cb22bb8f5acdc3')).toBeVisible()
  await expect(page.getByText('frame-4-notes_exe.txt')).toBeVisible()
  const content = await saved(page, page.getByRole('button', { name: 'Save', exact: true }))
  expect(content).toBe('hello world')
})

test('puts a file that FTP carried together', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [transfer])
  await openScreen(page, /^Objects/)
  await page.getByRole('button', { name: 'FTP files' }).click()
  await page.getByRole('button', { name: 'RETR notes.txt' }).click()
  await page.getByRole('button', { name: 'Put the file together' }).click()
  await expect(page.getByText(/^frame-\d+-notes_txt\.txt$/)).toBeVisible()
  const content = await saved(page, page.getByRole('button', { name: 'Save', exact: true }))
  expect(content).toBe('hello world')
})

test('shows a secret only when it is asked for, and forgets it', async ({ page }) => {
  await openCase(page, /^Objects/)
  await page.getByRole('button', { name: 'Credentials' }).click()
  await page.getByRole('button', { name: 'user alice, password ********' }).click()
  await expect(page.getByText('open sesame')).toHaveCount(0)
  await page.getByRole('button', { name: /^Show the secret of frame/ }).click()
  await expect(page.getByText('open sesame')).toBeVisible()
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(page.getByText('open sesame')).toHaveCount(0)
})

test('knows hosts with their services, by packets', async ({ page }) => {
  await openCase(page, /^Objects/)
  await page.getByRole('button', { name: 'Hosts' }).click()
  const host = page.getByRole('row', { name: /^10\.0\.0\.2 a\.example/ })
  await expect(host).toContainText('21/tcp, 80/tcp http')
  await expect(host).toContainText('13')
})

test('counts protocols, endpoints and lengths; a table is sorted, searched and remembered', async ({
  page,
}) => {
  await openCase(page, /^Statistics/)
  await expect(page.getByRole('row', { name: /^tcp 11 / })).toBeVisible()
  await expect(page.getByRole('row', { name: /^icmp 2 / })).toBeVisible()
  await page.getByRole('button', { name: 'Endpoints' }).click()
  await page.getByRole('button', { name: 'TCP 4' }).click()
  const table = page.getByRole('group', { name: 'TCP', exact: true })
  await expect(table.locator('tbody tr')).toHaveCount(4)
  await table.getByRole('button', { name: 'Port' }).click()
  await expect(table.getByRole('columnheader', { name: 'Port' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect(table.getByRole('row').nth(1)).toContainText('40002')
  await page.getByRole('searchbox').fill('10.0.0.2')
  await expect(table.locator('tbody tr')).toHaveCount(2)
  await page.getByRole('button', { name: 'Packet lengths' }).click()
  await expect(page.getByRole('row', { name: /^40 – 79 11 / })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('10.0.0.2')
})
