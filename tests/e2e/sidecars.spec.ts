/** Text dropped together with a capture: names in findings, a list of what each file gave, the report. */
import { expect, test } from '@playwright/test'
import { chooseFiles, exported, saved, untilDone } from './support/case'
import { blackHole, plainText, pods, strangeRoute } from './support/files'

const NAMED = '10.42.0.31 (store/orders-0 on node1)'

test('a capture and its side-cars show the names', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [pods, blackHole, strangeRoute, plainText])
  await untilDone(page)
  await expect(page.getByRole('article')).toContainText('store/orders-0 on node1')
  // Text of no known format is no capture that could not be read.
  await expect(page.getByText('could not be read')).toHaveCount(0)

  await page.getByRole('link', { name: /^Captures/ }).click()
  const list = page.getByRole('region', { name: 'Side-cars' })
  const row = (name: string) => list.getByRole('row', { name: new RegExp(name) })
  await expect(row('pods.txt')).toContainText('kubectl get pods -o wide')
  await expect(row('pods.txt')).toContainText('2 of the 2 that it names occur in the captures')
  await expect(row('routes.txt')).toContainText('It fits nothing in these captures')
  await expect(row('notes.txt')).toContainText('text of no known format')
  await expect(row('pods.txt')).toContainText(/[0-9a-f]{64}/)

  const report = await exported(page, 'html')
  expect(report).toContain(NAMED)
  expect(report).toContain('kubectl get pods -o wide')
  const document = JSON.parse(await exported(page, 'json')) as {
    sidecars: { name: string; sha256: string; format: string; seen: number }[]
  }
  expect(document.sidecars.map(({ name, format, seen }) => [name, format, seen])).toEqual([
    ['pods.txt', 'kubectl get pods -o wide', 2],
    ['routes.txt', 'ip route', 0],
    ['notes.txt', '', 0],
  ])
  for (const { sha256 } of document.sidecars) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('side-cars are kept with the case', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [blackHole, pods])
  await untilDone(page)
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.goto('./')
  await page.getByRole('button', { name: blackHole.name, exact: true }).click()
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByRole('region', { name: 'Side-cars' })).toContainText('pods.txt')
  await page.getByRole('link', { name: /^Packets/ }).click()
  await expect(page.getByRole('grid')).toContainText('10.42.0.31orders-0')
})

test('names stand beside addresses, or in their place', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [blackHole, pods])
  await untilDone(page)

  await page.getByRole('link', { name: /^Packets/ }).click()
  const packets = page.getByRole('grid', { name: 'Packets' })
  const source = packets.getByRole('gridcell').filter({ hasText: '10.42.0.31' }).first()
  await expect(source).toHaveText('10.42.0.31orders-0')
  // The address is what is filtered by, and what is copied.
  await source.click({ button: 'right' })
  await page.getByRole('menuitem').first().click()
  await expect(page).toHaveURL(/10\.42\.0\.31/)
  // In what a search finds as well: 10.42.0.31, as octets.
  await page.keyboard.press('Control+f')
  const bar = page.getByRole('search', { name: 'Find in octets' })
  await bar.getByRole('combobox', { name: 'What is sought' }).selectOption('hex')
  await bar.getByRole('textbox').fill('0a 2a 00 1f')
  await page.keyboard.press('Enter')
  const matches = page.getByRole('grid', { name: 'Matches' })
  await expect(matches.getByRole('gridcell', { name: '10.42.0.31 orders-0' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  const layers = page.getByRole('group', { name: 'Layers' })
  await expect(layers).toContainText('store/orders-0 → store/web-1')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabel('Addresses as').selectOption('Names')
  await page.keyboard.press('Escape')
  await expect(packets).toContainText('orders-0')
  await expect(packets.getByText('10.42.0.31')).toHaveCount(0)

  await page.getByRole('link', { name: /^Flows/ }).click()
  const flows = page.getByRole('grid')
  await expect(flows).toContainText('orders-0:')
  await page.getByLabel('Addresses as').selectOption('Addresses')
  await expect(flows).not.toContainText('orders-0')
  // A name is found whether it is shown or not.
  await page.getByRole('searchbox').fill('store/orders-0')
  await expect(flows).toContainText('10.42.0.31:')
  const csv = await saved(page, page.getByRole('button', { name: /^Save as CSV/ }))
  expect(csv.split('\r\n')[0]).toMatch(/From,To,.*,From: name,To: name$/)
  await flows.getByRole('row').nth(1).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('store/orders-0')
})

test('a side-car alone says what it goes with', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [pods])
  await expect(page.locator('html')).toHaveAttribute('data-case-state', 'failed')
  await expect(page.getByRole('alert')).toContainText('drop both together')
})
