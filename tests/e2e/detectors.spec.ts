/** Detectors switched off and tuned: remembered, used by the next analysis, and told by it. */
import { expect, test, type Page } from '@playwright/test'
import { detectors } from '../../workers/detect'
import { chooseFiles, exported, openScreen, untilDone, untilKept } from './support/case'
import { blackHole, healthy, pods, tailFirst, type TestFile } from './support/files'
import { https } from './support/https'

async function openDetectors(page: Page, files: TestFile[]): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, files)
  await untilDone(page)
  await openScreen(page, /^Detectors/)
}

const entry = (page: Page, id: string) => page.locator(`[data-detector="${id}"]`)
const toggle = (page: Page, id: string) => entry(page, id).getByRole('switch')
const differs = (page: Page) => page.locator('[data-settings-differ]')
const standing = (page: Page) => page.locator('[data-detectors-off]')

/** The button goes with the bar, once the findings are those of the settings. */
async function analyseAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Analyse again' }).click()
  await expect(differs(page)).toHaveAttribute('data-settings-differ', 'false')
  await untilDone(page)
}

test('lists all detectors with what each looks at and what came of it', async ({ page }) => {
  await openDetectors(page, [tailFirst])
  await expect(page.locator('[data-detector]')).toHaveCount(detectors.length)
  const found = entry(page, 'fragment-order')
  await expect(found).toContainText('the order in which their fragments arrived')
  await expect(found.getByRole('link')).toHaveAttribute('href', '#findings/1')
  await expect(entry(page, 'address-conflict')).toContainText('silent')
  await expect(standing(page)).toContainText('All are on, as documented')

  await page.getByRole('button', { name: /^Found something/ }).click()
  await expect(page).toHaveURL(/#detectors\?show=found$/)
  await expect(entry(page, 'fragment-order')).toBeVisible()
  await expect(entry(page, 'address-conflict')).toHaveCount(0)
  await page.getByRole('button', { name: /^All/ }).click()
  await page.getByLabel('Search detectors').fill('neighbour')
  await expect(page.locator('[data-detector]')).toHaveCount(1)
})

test('one that is off finds nothing, the page says so, and a case keeps its notes', async ({
  page,
}) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page.getByLabel('Note on this finding').fill('Ask the network team.')
  await openScreen(page, /^Detectors/)
  await toggle(page, 'fragment-order').click()
  await expect(standing(page)).toHaveAttribute('data-detectors-off', '1')
  await expect(standing(page)).toContainText('1 detector off')
  // Nothing on the page changes until the case is analysed again.
  await expect(entry(page, 'fragment-order').getByRole('link')).toBeVisible()
  await analyseAgain(page)
  await expect(entry(page, 'fragment-order')).toContainText('it looked at nothing')
  await expect(page.getByRole('link', { name: /^Notes/ })).toContainText('1')

  await openScreen(page, /^Findings/)
  await expect(page.locator('[data-settings-used]')).toContainText(
    '1 detector was off in this analysis: Fragments out of order.',
  )
  await expect(page.getByText('came tail first')).toHaveCount(0)
  const document = JSON.parse(await exported(page, 'json')) as {
    settings: { off: string[] }
    findings: { detector: string }[]
  }
  expect(document.settings.off).toEqual(['fragment-order'])
  expect(document.findings.map(({ detector }) => detector)).not.toContain('fragment-order')
  expect(await exported(page, 'html')).toContain('1 detector was switched off')

  await page.getByRole('link', { name: 'Settings of detectors' }).click()
  await page.getByRole('button', { name: 'Restore all' }).click()
  await analyseAgain(page)
  await openScreen(page, /^Findings/)
  await expect(page.locator('[data-settings-used]')).toHaveCount(0)
  await expect(page.getByLabel('Note on this finding')).toHaveValue('Ask the network team.')
  expect(JSON.parse(await exported(page, 'json'))).not.toHaveProperty('settings')
  // It took the place of the one before.
  await page.goto('./')
  await expect(page.getByRole('button', { name: /^tail-first\.pcap/ })).toHaveCount(1)
})

test('an all-clear does not speak for detectors that were off', async ({ page }) => {
  const all = detectors.length
  await openDetectors(page, [healthy])
  await toggle(page, 'packet-loss').click()
  await analyseAgain(page)
  await openScreen(page, /^Findings/)
  const verdict = page.getByRole('heading', { level: 1 })
  await expect(verdict).toHaveText('The detectors that ran found nothing wrong')
  await expect(
    page.getByText(`only ${String(all - 1)} of ${String(all)} detectors looked`),
  ).toBeVisible()
  await expect(page.locator('[data-settings-used]')).toContainText('Packet loss')
})

test('a parameter is changed, refused and reset with the keyboard', async ({ page }) => {
  await openDetectors(page, [tailFirst])
  const item = entry(page, 'fragment-order')
  await toggle(page, 'fragment-order').focus()
  await page.keyboard.press('Space')
  await expect(item).toHaveAttribute('data-on', 'false')
  await page.keyboard.press('Space')
  await expect(item).toHaveAttribute('data-on', 'true')
  await page.keyboard.press('Tab') // the finding
  await page.keyboard.press('Tab')
  await expect(item.locator('summary')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const field = item.getByLabel('minTailUnanswered', { exact: true })
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/unanswered before it is a fault$/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('-3')
  await page.keyboard.press('Enter')
  await expect(item.getByRole('alert')).toContainText('Only numbers from 0')
  await expect(standing(page)).toHaveAttribute('data-params-changed', '0')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('100000')
  await page.keyboard.press('Enter')
  await expect(item.getByRole('alert')).toHaveCount(0)
  await expect(standing(page)).toContainText('1 parameter changed')
  await expect(item).toContainText('documented value 5')

  await analyseAgain(page)
  await expect(item.locator('.badge.critical')).toHaveCount(0)
  await expect(field).toHaveValue('100000')
  await item.getByRole('button', { name: 'Reset minTailUnanswered' }).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('5')
  await expect(standing(page)).toHaveAttribute('data-params-changed', '0')
  await analyseAgain(page)
  await expect(item.locator('.badge.critical')).toHaveCount(1)
})

test('settings outlive the page, and stored files are analysed again with them', async ({
  page,
}) => {
  await openDetectors(page, [blackHole, pods])
  await toggle(page, 'mtu-black-hole').click()
  await untilKept(page)
  await page.reload()
  await untilDone(page)
  await expect(toggle(page, 'mtu-black-hole')).not.toBeChecked()
  await analyseAgain(page)
  await expect(entry(page, 'mtu-black-hole')).toContainText('it looked at nothing')
  await openScreen(page, /^Captures/)
  await expect(page.getByRole('region', { name: 'Side-cars' })).toContainText('pods.txt')

  // The case whose files these were has given way: they can be read all the same.
  await openScreen(page, /^Detectors/)
  await toggle(page, 'mtu-black-hole').click()
  await analyseAgain(page)
  await openScreen(page, /^Findings/)
  await expect(page.getByRole('article')).toContainText('store/orders-0 on node1')
})

test('what is stored may be damaged', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem(
      'tailfirst.detectors',
      '{"off":["nobody",7,"packet-loss"],"changed":{"slow-handshake":{"slowMs":-1,"x":4}}}',
    )
  })
  await openDetectors(page, [tailFirst])
  await expect(standing(page)).toHaveAttribute('data-detectors-off', '1')
  await expect(standing(page)).toHaveAttribute('data-params-changed', '0')
  await expect(toggle(page, 'packet-loss')).not.toBeChecked()
})

test('files that are kept nowhere are named', async ({ page }) => {
  const { capture, keyLog } = await https()
  await openDetectors(page, [capture, keyLog])
  await toggle(page, 'packet-loss').click()
  await expect(page.getByRole('button', { name: 'Analyse again' })).toBeVisible()
  await untilKept(page)
  await page.reload()
  await untilDone(page)
  await expect(differs(page)).toContainText('drop https.pcap and keys.log here again, together')
  await expect(page.getByRole('button', { name: 'Analyse again' })).toHaveCount(0)
})
