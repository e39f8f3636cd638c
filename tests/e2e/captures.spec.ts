/** What the captures view and the frame viewer say of what was understood. */
import { expect, test } from '@playwright/test'
import { chooseFiles, goToFrame, untilDone } from './support/case'
import { applications, objects, twoTaps } from './support/files'

test('applications are listed, hostile text is written out, and frames open', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [applications])
  await untilDone(page)
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByText('0 TLS handshakes')).toBeVisible()

  await page.getByText('1 DNS question').click()
  const question = page.getByRole('row', { name: 'no.example AAAA' })
  await expect(question).toContainText('no answer')
  await page.getByText('1 HTTP request').click()
  const request = page.getByRole('row', { name: 'a.example/log' })
  await expect(request).toContainText('GET')
  await expect(request).toContainText('204')
  expect(await page.content()).not.toContain('\u202e')

  await question.getByRole('button', { name: 'Open frame 6', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Frame 6' })).toBeVisible()
})

test('a frame that Wireshark takes for another one says why we do not', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [twoTaps])
  await untilDone(page)
  await page.getByRole('link', { name: /^Captures/ }).click()
  await page.getByText('1 HTTP request').click()
  await page.getByRole('button', { name: 'Open frame 7', exact: true }).click()

  // Seen first: nothing to say.
  const standing = page.getByTestId('standing')
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Frame 7' })).toBeVisible()
  await expect(standing).toHaveCount(0)
  await goToFrame(page, 8)
  await expect(standing).toContainText('Wireshark calls this “TCP Retransmission”.')
  await expect(standing).toContainText('the same packet that was seen at ifindex 2')
  await expect(standing).toContainText('(frame 7, 50 µs earlier)')
  await standing.getByRole('button', { name: 'Open frame 7' }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Frame 7' })).toBeVisible()
})

test('captures of one name are told apart wherever they are named', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [
    { ...applications, name: 'eth0.pcap' },
    { ...objects, name: 'eth0.pcap' },
  ])
  await untilDone(page)
  const files = page.getByRole('list', { name: 'Files of this case' })
  await expect(files.getByRole('listitem')).toHaveText(['eth0.pcap', 'eth0.pcap (2)'])
  await page.getByRole('link', { name: /^Packets/ }).click()
  await page.getByRole('combobox', { name: 'Capture' }).selectOption('eth0.pcap (2)')
  await expect(page.getByText('13 packets')).toBeVisible()
  await page.getByRole('link', { name: /^Objects/ }).click()
  const row = page.getByRole('row', { name: /notes\.exe/ })
  await expect(row.getByRole('cell', { name: 'eth0.pcap (2)' })).toBeVisible()
})
