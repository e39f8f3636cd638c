/** The map of a case, and the ways of one of its nodes. */
import { expect, test } from '@playwright/test'
import { chooseFiles, untilDone } from './support/case'
import { tailFirst } from './support/files'

test('draws nodes with their pods, and lists the ways of the one that is chosen', async ({
  page,
}) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page.getByRole('link', { name: /^Topology/ }).click()
  const node = page.getByRole('button', { name: /^node 172\.16\.16\.121, \d+ behind it$/ })
  await expect(node).toBeVisible()
  const legend = page.getByRole('list', { name: 'Legend of the map' })
  await expect(legend).toContainText('node, with the pods behind its tunnel')
  await expect(legend).not.toContainText('seen in no packet')
  const pods = page.getByRole('region', { name: 'Where pods live' })
  await expect(pods.getByRole('row', { name: /^172\.16\.16\.121/ })).toContainText(/\d+\/\d+/)
  const rows = page.locator('tbody tr').filter({ hasNot: page.locator('section') })
  const all = await rows.count()
  await node.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Only ways of 172.16.16.121 and what is behind it.')).toBeVisible()
  expect(await rows.count()).toBeLessThanOrEqual(all)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(rows).toHaveCount(all)
})
