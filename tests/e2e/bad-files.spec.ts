/** What cannot be read gets one sentence, and the page stays usable. */
import { expect, test } from '@playwright/test'
import { chooseFiles, untilDone } from './support/case'
import { cutShort, empty, picture, plainText, tailFirst } from './support/files'

for (const bad of [empty, plainText, picture]) {
  test(`${bad.name} is refused in one sentence`, async ({ page }) => {
    await page.goto('./')
    await chooseFiles(page, [bad])
    await expect(page.locator('html')).toHaveAttribute('data-case-state', 'failed')
    const says = page.getByRole('alert').getByRole('listitem')
    await expect(says).toHaveCount(1)
    await expect(says).toContainText(bad.name)

    await chooseFiles(page, [tailFirst])
    await untilDone(page)
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
}

test('a capture that ends inside of a frame is read as far as it goes', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [cutShort])
  await untilDone(page)
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByRole('main')).toContainText(/cut|ends|truncated/i)
})

test('one bad file does not stop the others', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [picture, tailFirst])
  await untilDone(page)
  await expect(page.getByRole('article')).toBeVisible()
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByRole('cell', { name: picture.name, exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: tailFirst.name })).toBeVisible()
})
