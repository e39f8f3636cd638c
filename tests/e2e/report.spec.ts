/** The report before it is saved: chosen, hidden, and the same as what is saved. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, exported, openScreen, saved } from './support/case'
import { tailFirst } from './support/files'

const ADDRESS = /\b10\.\d+\.\d+\.\d+\b/

const preview = (page: Page) => page.frameLocator('iframe[title="Preview of the report"]')

async function openReport(page: Page): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await openScreen(page, /^Report$/)
  await expect(preview(page).getByRole('heading', { level: 1 })).toHaveText('tail-first.pcap')
}

test('is shown as it is saved, links included', async ({ page }) => {
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  await openReport(page)
  const article = preview(page).getByRole('article').first()
  await expect(article).toHaveCSS('border-left-width', '4px') // its style is admitted
  await preview(page).getByRole('navigation').getByRole('link', { name: /^1\. / }).click()
  await expect(article).toBeInViewport()
  const file = await saved(page, page.getByRole('button', { name: 'Save the report' }))
  const shown = await preview(page).getByRole('article').allInnerTexts()
  expect(file.match(/<article/g)).toHaveLength(shown.length)
  expect(file).toBe(await exported(page, 'html'))
  expect(refused).toEqual([])
})

test('is not written again while nothing changes', async ({ page }) => {
  await page.addInitScript(() => {
    const post = Reflect.get(Worker.prototype, 'postMessage') as (...said: unknown[]) => void
    Reflect.set(Worker.prototype, 'postMessage', function (this: Worker, ...said: unknown[]) {
      const { dataset } = document.documentElement
      dataset['asked'] = String(Number(dataset['asked'] ?? 0) + 1)
      post.apply(this, said)
    })
  })
  await openReport(page)
  await page.waitForTimeout(1000) // whatever else is asked for at first
  const asked = await page.locator('html').getAttribute('data-asked')
  await page.waitForTimeout(1000)
  expect(await page.locator('html').getAttribute('data-asked')).toBe(asked)
})

test('has the findings and the title that were chosen', async ({ page }) => {
  await openReport(page)
  const articles = preview(page).getByRole('article')
  const all = await articles.count()
  const [first] = await articles.allInnerTexts()
  await page.getByLabel('Title').fill('Tails before heads')
  await page
    .getByRole('group', { name: /^Findings/ })
    .getByRole('checkbox')
    .first()
    .uncheck()
  await expect(preview(page).getByRole('heading', { level: 1 })).toHaveText('Tails before heads')
  await expect(articles).toHaveCount(all - 1)
  await expect(preview(page).getByText('1 finding of this case was left out')).toBeVisible()
  const file = await exported(page, 'html')
  expect(file).toContain('<title>Tails before heads</title>')
  expect(file).not.toContain(first?.split('\n')[0])
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(articles).toHaveCount(all)
})

test('can do without octets, and stays where the reader is', async ({ page }) => {
  await openReport(page)
  const octets = preview(page).locator('pre.octets')
  await expect(octets.first()).toBeAttached()
  const article = preview(page).getByRole('article').first()
  await article.getByRole('heading', { level: 2 }).scrollIntoViewIfNeeded()
  await page.getByLabel('Octets of the key frames').uncheck()
  await expect(octets).toHaveCount(0)
  await expect(article.getByRole('heading', { level: 2 })).toBeInViewport()
})

test('hides addresses and names, and gives its writer the key', async ({ page }) => {
  await openReport(page)
  const body = preview(page).locator('body')
  await expect(body).toContainText(ADDRESS)
  await page.getByLabel('Pseudonyms for addresses and names').check()
  await expect(body).toContainText('stand here under pseudonyms')
  await expect(body).not.toContainText(ADDRESS)
  await expect(preview(page).locator('pre.octets')).toHaveCount(0)
  expect(await exported(page, 'html')).not.toMatch(ADDRESS)
  const key = await saved(page, page.getByRole('button', { name: /^Save .*CSV/ }))
  expect(key).toMatch(/^host-1,\d+\.\d+\.\d+\.\d+/m)
  expect(key).toContain('tail-first.pcap')
})

test('forgets what was chosen for another case', async ({ page }) => {
  await openReport(page)
  await page.getByLabel('Title').fill('Tails before heads')
  await chooseFiles(page, [tailFirst])
  await openScreen(page, /^Report$/)
  await expect(page.getByLabel('Title')).toHaveValue('')
})

test('a small case prints on few pages', async ({ page }) => {
  await openReport(page)
  const file = await saved(page, page.getByRole('button', { name: 'Save the report' }))
  await page.goto('about:blank') // the page itself lets nobody write it
  await page.setContent(file)
  const printed = await page.pdf({ format: 'A4' })
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThan(16)
})
