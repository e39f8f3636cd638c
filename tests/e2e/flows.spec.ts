/** The table of connections, and one of them opened: graphs, ladder, what was said, transactions. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, untilDone } from './support/case'
import { applications, blackHole } from './support/files'

async function openFlows(page: Page, file: typeof applications): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, [file])
  await untilDone(page)
  await page.getByRole('link', { name: /^Flows/ }).click()
}

const rowsOf = (page: Page) => page.getByRole('grid').getByRole('row', { name: /^Open the/ })

test('lists every connection, sorted and searched, and comes back to where it was', async ({
  page,
}) => {
  await openFlows(page, blackHole)
  const rows = rowsOf(page)
  const first = await rows.first().getAttribute('aria-label')
  const count = await rows.count()
  expect(count).toBeGreaterThan(1)
  await page.getByRole('columnheader', { name: 'Data →' }).getByRole('button').click()
  await expect(page.getByRole('columnheader', { name: 'Data →' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await page.getByLabel('Search', { exact: true }).fill('tcp.stream == 0')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toHaveAttribute('aria-label', first ?? '')
  await rows.first().click()
  await expect(page.getByRole('img', { name: /^Sequence numbers over time/ })).toBeVisible()
  await page.goBack()
  await expect(rows).toHaveCount(1)
  await expect(page.getByLabel('Search', { exact: true })).toHaveValue('tcp.stream == 0')
})

test('opens a connection with the keyboard, and its packets from there', async ({ page }) => {
  await openFlows(page, applications)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '10.0.0.1:40000 → 10.0.0.2:80' })).toBeVisible()
  const readout = page.getByRole('group', { name: /^Drag to zoom in/ })
  await readout.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(readout).toContainText('#2 at')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Frame 2' })).toBeVisible()
})

test('shows ladder, both directions of the stream, and transactions', async ({ page }) => {
  await openFlows(page, applications)
  await rowsOf(page).first().click()
  await page.getByRole('button', { name: 'Ladder' }).click()
  await expect(page.getByText('[SYN, ACK] Seq 0 Ack 1')).toBeVisible()

  await page.getByRole('button', { name: 'Stream' }).click()
  const said = page.locator('.said')
  await expect(said).toContainText('GET /log.txt.exe HTTP/1.1')
  await expect(said).toContainText('HTTP/1.1 204 No Content')
  await page.getByLabel('Find in the text').fill('host')
  await expect(page.getByText('1 match in what is shown')).toBeVisible()
  await page.getByRole('button', { name: 'Hex' }).click()
  await expect(said).toContainText('00000000  47 45 54 20')
  await page.getByLabel('Side').selectOption('1')
  await expect(said).not.toContainText('47 45 54 20')

  await page.getByRole('button', { name: 'Transactions' }).click()
  await expect(page.getByRole('cell', { name: '204' })).toBeVisible()

  await page.getByRole('button', { name: 'Show packets' }).click()
  await expect(page).toHaveURL(/#packets\/1\?filter=tcp\.stream/)
})

test('counts conversations of the other kinds', async ({ page }) => {
  await openFlows(page, applications)
  await page.getByRole('button', { name: 'UDP', exact: true }).click()
  const grid = page.getByRole('grid', { name: 'Conversations: UDP' })
  await expect(grid).toContainText('10.0.0.53:53')
  await page.getByRole('button', { name: 'IP', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Conversations: IP' })).toContainText('10.0.0.2')
  await page.getByRole('button', { name: 'UDP', exact: true }).click()
  await grid
    .getByRole('row', { name: /^Show the packets of .*10\.0\.0\.53:53/ })
    .first()
    .click()
  await expect(page).toHaveURL(/#packets\/1\?filter=udp\.stream/)
  await expect(page.getByRole('gridcell', { name: 'DNS' }).first()).toBeVisible()
  await page.goBack()
  await expect(grid.getByRole('row', { selected: true })).toContainText('10.0.0.53:53')
})

test('is accessible, as a table and opened', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'axe looks at Chromium')
  await openFlows(page, applications)
  await expect(rowsOf(page).first()).toBeVisible()
  const violations = async () => (await new AxeBuilder({ page }).analyze()).violations
  expect(await violations()).toEqual([])
  await rowsOf(page).first().click()
  for (const view of ['Graphs', 'Ladder', 'Stream', 'Transactions']) {
    await page.getByRole('button', { name: view, exact: true }).click()
    await expect(page.getByText('Reading the packets')).toHaveCount(0)
    expect(await violations()).toEqual([])
  }
})
