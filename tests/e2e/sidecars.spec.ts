/** Text dropped together with a capture: names in findings, a list of what each file gave, the report. */
import { expect, test } from '@playwright/test'
import { chooseFiles, exported, untilDone } from './support/case'
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
  await page.reload()
  await page.getByRole('button', { name: blackHole.name, exact: true }).click()
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByRole('region', { name: 'Side-cars' })).toContainText('pods.txt')
})

test('a side-car alone says what it goes with', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [pods])
  await expect(page.locator('html')).toHaveAttribute('data-case-state', 'failed')
  await expect(page.getByRole('alert')).toContainText('drop both together')
})
