/** The command palette, the keys of the page, and the sheet that lists them. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, untilDone } from './support/case'
import { blackHole, tailFirst } from './support/files'

async function openCase(page: Page): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, [tailFirst, blackHole])
  await untilDone(page)
}

test('a command is found by some of its letters and done with Enter', async ({ page }) => {
  await openCase(page)
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await palette.getByRole('combobox').fill('dtct')
  await expect(palette.getByRole('option', { selected: true })).toHaveText('Detectors')
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Detectors', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('article')).toBeVisible()
})

test('the number of a frame opens it, of the capture that is chosen', async ({ page }) => {
  await openCase(page)
  await page.getByRole('button', { name: /^Commands/ }).click()
  await page.getByRole('combobox').fill('12')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'Frame 12', exact: true })).toBeVisible()
  await expect(dialog.getByText('black-hole.pcap')).toBeVisible()
})

test('keys walk through findings, and evidence, and rest in a field', async ({ page }) => {
  await openCase(page)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page).toHaveURL(/#findings\/2$/)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page).toHaveURL(/#findings\/1$/)
  const note = page.getByLabel('Note on this finding')
  await note.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.type('?')
  await expect(note).toHaveValue('?')
  await expect(page).toHaveURL(/#findings\/1$/)
  await page
    .getByRole('button', { name: /^Open frame/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^1 of \d+$/)).toBeVisible()
  await page.keyboard.press(']')
  await expect(dialog.getByText(/^2 of \d+$/)).toBeVisible()
  await page.keyboard.press('[')
  await expect(dialog.getByText(/^1 of \d+$/)).toBeVisible()
})

test('the sheet lists the keys, and can put those to rest that are pressed alone', async ({
  page,
}) => {
  await openCase(page)
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await expect(sheet.getByText('Mark the frame')).toBeVisible()
  await sheet.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('?')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('show the keys')
  await page.keyboard.press('Enter')
  await expect(sheet).toBeVisible()
})

test('recent cases are opened from the palette', async ({ page }) => {
  await openCase(page)
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.goto('./')
  await expect(page.getByRole('button', { name: /^tail-first\.pcap/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('open tail')
  await page.keyboard.press('Enter')
  await untilDone(page)
  await expect(page.getByRole('article')).toBeVisible()
})
