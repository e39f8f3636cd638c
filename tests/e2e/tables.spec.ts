/** Packets and connections as Parquet files. */
import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { columnOf, readParquet } from '../support/parquet'
import { chooseFiles, untilDone } from './support/case'
import { blackHole } from './support/files'

test.skip(
  ({ browserName }) => browserName === 'firefox',
  'Playwright hears of no download from a blob there',
)

async function saved(page: Page, name: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ])
  const table = await readParquet(new Blob([await readFile(await download.path())]))
  return { name: download.suggestedFilename(), table }
}

test('packets that a filter leaves are saved as Parquet', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [blackHole])
  await untilDone(page)
  await page.getByRole('link', { name: /^Packets/ }).click()
  await page.getByRole('combobox', { name: 'Display filter' }).fill('tcp.flags.syn == 1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: /^\d+ of/ })).toBeVisible()
  const { name, table } = await saved(page, 'Parquet')
  expect(name).toBe('tailfirst-mtu-black-hole.pcap-packets.parquet')
  expect(table.rows.length).toBeGreaterThan(1)
  for (const flags of columnOf(table, 'tcp_flags')) expect(Number(flags) & 2).toBe(2)
  expect(table.says['filter']).toBe('tcp.flags.syn == 1')
})

test('connections are saved as Parquet', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [blackHole])
  await untilDone(page)
  await page.getByRole('link', { name: /^Flows/ }).click()
  const { name, table } = await saved(page, 'Parquet')
  expect(name).toBe('tailfirst-mtu-black-hole.pcap-flows.parquet')
  for (const id of columnOf(table, 'community_id')) expect(id).toMatch(/^1:/)
  expect(columnOf(table, 'tcp_stream')).toContain(0)
})
