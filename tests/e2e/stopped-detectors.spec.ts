/** Own detectors that take long are stopped, and look again later without the files being dropped. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, openScreen, untilDone, untilKept } from './support/case'
import { file, tailFirst } from './support/files'

const FILE_HEADER = 24 // octets of pcap, before the first record
/** So many that they still look when the case has long been shown. */
const DETECTORS = 60
const TIMES = 20

const records = tailFirst.buffer.subarray(FILE_HEADER)
const large = file(
  'large.pcap',
  Buffer.concat([tailFirst.buffer, ...Array.from({ length: TIMES }, () => records)]),
)

/** Each reads the octets of all frames. */
async function remember(page: Page): Promise<void> {
  const detectors = Array.from({ length: DETECTORS }, (_, index) => ({
    ...{ id: `own-${index + 1}`, title: `Rule ${index + 1}`, per: 'capture' },
    ...{ filter: `frame contains "${'abcdefgh'.slice(index % 8)}${index}" or ip`, atLeast: 1 },
  }))
  await page.addInitScript(
    (content) => localStorage.setItem('tailfirst.own-detectors', content),
    JSON.stringify({ schema: 'tailfirst.detectors/1', detectors }),
  )
}

const status = (page: Page) => page.getByRole('contentinfo')
const found = (page: Page) => page.getByRole('link', { name: /^Findings/ })

async function stopped(page: Page): Promise<void> {
  await remember(page)
  await page.goto('./')
  await chooseFiles(page, [large])
  await untilDone(page)
  await status(page).getByRole('button', { name: 'stop them' }).click()
  await expect(status(page)).toContainText(/own detectors? (was|were) stopped/)
}

const countOf = async (page: Page) =>
  Number(((await found(page).innerText()).match(/\d+/u) ?? [])[0])

test('they run again from the status line, and the case keeps what they find', async ({ page }) => {
  test.slow()
  await stopped(page)
  const before = await countOf(page)
  await status(page).getByRole('button', { name: 'run again' }).click()
  await expect(status(page)).toContainText('your own detectors are still looking')
  await expect(status(page)).not.toContainText('looking', { timeout: 120_000 })
  await expect(status(page)).not.toContainText('stopped')
  expect(await countOf(page)).toBeGreaterThan(before)
  const after = await countOf(page)

  await page.goto('./')
  await page.getByRole('button', { name: 'large.pcap', exact: true }).click()
  await untilDone(page)
  expect(await countOf(page)).toBe(after)
  await expect(status(page)).not.toContainText('stopped')
})

test('they run again from the screen of detectors, from the capture that is stored', async ({
  page,
}) => {
  test.slow()
  await stopped(page)
  await untilKept(page)
  await page.goto('./')
  await page.getByRole('button', { name: 'large.pcap', exact: true }).click()
  await openScreen(page, /^Detectors/)
  const bar = page.locator('[data-own-stopped]')
  await expect(bar).toHaveAttribute('data-own-stopped', 'true')
  await bar.getByRole('button', { name: 'Run them again' }).click()
  await expect(bar).toHaveAttribute('data-own-stopped', 'false')
  await expect(status(page)).not.toContainText('looking', { timeout: 120_000 })
  await expect(bar).toHaveAttribute('data-own-stopped', 'false')
  await expect(status(page)).not.toContainText('stopped')
})
