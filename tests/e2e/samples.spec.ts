/** The sample cases of the start screen run at once and find what they were made for. */
import { expect, test } from '@playwright/test'
import { untilDone } from './support/case'

const SAMPLES = [
  { title: 'The tail came first', detector: 'fragment-order' },
  { title: 'A hole in the tunnel', detector: 'mtu-black-hole' },
  { title: 'Slow to shake hands', detector: 'slow-handshake' },
]

for (const { title, detector } of SAMPLES) {
  test(title, async ({ page }) => {
    await page.goto('./')
    await page.getByRole('button', { name: title }).click()
    await untilDone(page)
    await expect(page.getByRole('article').getByRole('link', { name: detector })).toBeVisible()
  })
}
