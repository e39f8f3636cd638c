/** The whole way without a mouse. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, untilDone } from './support/case'
import { blackHole, tailFirst } from './support/files'

test('from a sample to a frame and back, by keyboard alone', async ({ page }) => {
  await page.goto('./')
  await tabTo(page, 'The tail came first')
  await page.keyboard.press('Enter')
  await untilDone(page)

  await tabTo(page, 'Open frame')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('option').first()).toBeVisible()
  await tabTo(page, 'Octets of the frame')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(dialog.locator('[aria-selected=true]').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('arrow keys walk from finding to finding', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst, blackHole])
  await untilDone(page)
  await page.getByRole('list', { name: 'Findings' }).getByRole('link').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/#findings\/2$/)
  await page.keyboard.press('ArrowUp')
  await expect(page).toHaveURL(/#findings\/1$/)
})

test('the time spine can be read with arrow keys', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('button', { name: 'The tail came first' }).click()
  await untilDone(page)
  const spine = page.getByRole('slider', { name: 'Packets over time' })
  await spine.focus()
  await page.keyboard.press('ArrowRight')
  await expect(spine).toHaveAttribute('aria-valuetext', /UTC · [\d,]+ packets?/)
})

/** Presses Tab until something with that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      // Panes that scroll take the focus too, and hold every text.
      if (element?.matches('a, button, [role=listbox]') !== true) return ''
      return `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`
    })
    if (focused.includes(name)) return
  }
  throw new Error(`Tab never reached “${name}”`)
}
