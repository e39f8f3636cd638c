/** Detectors that an analyst writes: tried while they are written, run with the case, given to others. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, exported, openScreen, saved, untilDone } from './support/case'
import { file, healthy, tailFirst, type TestFile } from './support/files'

const KEPT = 'tailfirst.own-detectors'

async function openCase(page: Page, capture: TestFile): Promise<void> {
  await page.goto('./')
  await chooseFiles(page, [capture])
  await untilDone(page)
}

const own = (page: Page) => page.getByRole('region', { name: 'Your own' })
const entry = (page: Page, id: string) => page.locator(`[data-detector="${id}"]`)
const editor = (page: Page) => page.locator('form[data-editor]')
const filterOf = (page: Page) => editor(page).getByRole('combobox', { name: 'Frames that pass' })
const trial = (page: Page) => editor(page).getByRole('region', { name: 'In this case' })
const differs = (page: Page) => page.locator('[data-settings-differ]')

async function analyseAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Analyse again' }).click()
  await expect(differs(page)).toHaveAttribute('data-settings-differ', 'false')
  await untilDone(page)
}

/** A new detector in the open editor, which is on the screen of detectors. */
async function write(page: Page, title: string, filter: string): Promise<void> {
  await page.getByRole('button', { name: 'Write a detector' }).click()
  await expect(editor(page).getByLabel('Title')).toBeFocused()
  await page.keyboard.type(title)
  await filterOf(page).fill(filter)
  await page.keyboard.press('Control+Enter')
  await expect(editor(page)).toHaveCount(0)
}

/** Detectors as this browser remembers them from before. */
async function remember(page: Page, titles: readonly string[]): Promise<void> {
  const detectors = titles.map((title, index) => ({
    ...{ id: `own-${index + 1}`, title, filter: 'ip', atLeast: index + 1 },
  }))
  await page.addInitScript(
    ([key, content]) => {
      if (localStorage.getItem(key) === null) localStorage.setItem(key, content)
    },
    [KEPT, JSON.stringify({ schema: 'tailfirst.detectors/1', detectors })] as const,
  )
}

test('a filter becomes a detector, and what it finds stands among the findings', async ({
  page,
}) => {
  await openCase(page, tailFirst)
  await openScreen(page, /^Packets/)
  const bar = page.getByRole('combobox', { name: 'Display filter' })
  await bar.fill('ip.flags.mf == 1')
  await bar.press('Enter')
  await page.getByRole('button', { name: 'Filters used before and saved' }).click()
  await page.getByRole('link', { name: 'Make a detector of this filter' }).click()

  await expect(filterOf(page)).toHaveValue('ip.flags.mf == 1')
  await expect(editor(page).getByLabel('Title')).toBeFocused()
  await expect(trial(page)).toContainText(/Would find \d+ things? in this case/)
  await expect(
    trial(page)
      .getByRole('link', { name: /frames?$/ })
      .first(),
  ).toBeVisible()
  await editor(page).getByLabel('Title').fill('Heads of fragments')
  await editor(page).getByLabel('At least').fill('100000')
  await expect(trial(page)).toContainText('Would find nothing in this case')
  await editor(page).getByLabel('At least').fill('5')
  await expect(trial(page)).toContainText(/Would find/)
  await expect(editor(page)).toContainText(
    'At least 5 frames between two hosts that pass ip.flags.mf == 1: a warning.',
  )
  await editor(page).getByText('What a finding says beside its numbers').click()
  await editor(page).getByLabel('What to do').fill('Ask the network team.')
  await editor(page).getByRole('button', { name: 'Save' }).click()

  const item = entry(page, 'own-heads-of-fragments')
  await expect(item.getByRole('button', { name: /^Edit/ })).toBeFocused()
  await expect(page).toHaveURL(/#detectors$/)
  await expect(item).toContainText('Not part of this analysis yet')
  await analyseAgain(page)
  const found = item.getByRole('link').first()
  const claim = (await found.textContent()) ?? ''
  await found.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(claim)
  const article = page.getByRole('article')
  await expect(article).toContainText('Heads of fragments')
  await expect(article).toContainText('Ask the network team.')
  await article.getByRole('link', { name: 'own-heads-of-fragments' }).click()
  await expect(page.locator('[data-detector]')).toHaveCount(1)

  // The page that is loaded anew has the case, its findings and the detector.
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.reload()
  await untilDone(page)
  await expect(item.getByRole('link').first()).toHaveText(claim)
  await expect(differs(page)).toHaveAttribute('data-settings-differ', 'false')
})

test('one that is off looks at nothing, and the case says so', async ({ page }) => {
  await remember(page, ['Anything on IP'])
  await openCase(page, healthy)
  await openScreen(page, /^Findings/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Anything on IP')
  await openScreen(page, /^Detectors/)
  const item = entry(page, 'own-1')
  await item.getByRole('switch').click()
  await expect(page.locator('[data-detectors-off]')).toHaveAttribute('data-detectors-off', '1')
  await analyseAgain(page)
  await expect(item).toContainText('Off in this analysis')
  await openScreen(page, /^Findings/)
  await expect(page.locator('[data-settings-used]')).toContainText('Anything on IP')
  const { findings } = JSON.parse(await exported(page, 'json')) as {
    findings: { detector: string }[]
  }
  expect(findings.map(({ detector }) => detector)).not.toContain('own-1')
})

test('what is deleted or left unsaved can be taken back', async ({ page }) => {
  await openCase(page, tailFirst)
  await openScreen(page, /^Detectors/)
  await write(page, 'Heads', 'ip.flags.mf == 1')
  await own(page).getByRole('button', { name: 'Delete “Heads”' }).click()
  await expect(entry(page, 'own-heads')).toHaveCount(0)
  await expect(own(page).getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(entry(page, 'own-heads')).toHaveCount(1)

  await own(page).getByRole('button', { name: 'Edit “Heads”' }).click()
  await expect(page).toHaveURL(/#detectors\?edit=own-heads$/)
  await editor(page).getByLabel('At least').fill('7')
  await page.keyboard.press('Escape')
  await expect(editor(page)).toHaveCount(0)
  await expect(entry(page, 'own-heads')).toContainText('At least 1 frame ')
  await own(page).getByRole('button', { name: 'Go on writing' }).click()
  await expect(editor(page).getByLabel('At least')).toHaveValue('7')
  await page.keyboard.press('Control+Enter')
  await expect(entry(page, 'own-heads')).toContainText('version 2')
  await expect(entry(page, 'own-heads')).toContainText('At least 7 frames ')
})

test('what cannot be used is said where it stands', async ({ page }) => {
  await openCase(page, tailFirst)
  await openScreen(page, /^Detectors/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('Write a detector')
  await page.keyboard.press('Enter')
  await expect(editor(page).getByLabel('Title')).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(editor(page).getByRole('alert')).toHaveText('It has no title yet.')
  await page.keyboard.type('Wrong')
  await filterOf(page).fill('tcp.prt == 80')
  await expect(filterOf(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(filterOf(page)).toHaveAccessibleDescription(/tcp\.prt is neither a field/)
  await expect(trial(page)).toContainText('As soon as the filter can be read')
  await editor(page).getByLabel('Count').selectOption('different values of')
  const distinct = editor(page).getByRole('combobox', { name: 'Field whose values are counted' })
  await distinct.fill('ip.dst == 10.0.0.1')
  await expect(distinct).toHaveAccessibleDescription('One field, and nothing else.')
  await editor(page).getByRole('button', { name: 'Save' }).click()
  await expect(editor(page).getByRole('alert')).toHaveText(/cannot be used as it is/)

  // Escape closes what completes a word before it leaves.
  await filterOf(page).fill('')
  await filterOf(page).pressSequentially('tcp.fl')
  await expect(filterOf(page)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(filterOf(page)).toHaveAttribute('aria-expanded', 'false')
  await expect(editor(page)).toBeVisible()
})

test('they go to a colleague as a file', async ({ page }) => {
  await remember(page, ['First', 'Second'])
  await openCase(page, tailFirst)
  await openScreen(page, /^Detectors/)
  const content = await saved(page, own(page).getByRole('button', { name: 'Export' }))
  await page.evaluate((key) => {
    localStorage.setItem(key, '')
  }, KEPT)
  await page.reload()
  await untilDone(page)
  // The case was analysed with them, and has them still.
  await expect(entry(page, 'own-1')).toContainText('not in this browser')
  await own(page).getByRole('button', { name: 'Keep “First” in this browser' }).click()
  await expect(entry(page, 'own-1').getByRole('switch')).toBeChecked()

  const input = page.getByTestId('detectors-input')
  await input.setInputFiles([file('given.json', new TextEncoder().encode(content))])
  await expect(own(page)).toContainText('1 detector was added. 1 was here already.')
  await expect(own(page).getByRole('switch')).toHaveCount(2)
  await input.setInputFiles([file('other.json', new TextEncoder().encode('{"a":1}'))])
  await expect(own(page)).toContainText('other.json is no file of detectors')
  expect(await saved(page, own(page).getByRole('button', { name: 'Export' }))).toBe(content)
})

test('an example is a start, in the language of the page', async ({ page }) => {
  await openCase(page, tailFirst)
  await openScreen(page, /^Detectors/)
  await page.getByRole('contentinfo').getByText('简体中文').click()
  const section = page.getByRole('region', { name: '您自己的' })
  await section.getByRole('button', { name: 'HTTP 5xx 应答' }).click()
  await expect(editor(page).getByLabel('标题')).toHaveValue('HTTP 5xx 应答')
  await expect(editor(page)).toContainText('在本案例中不会有发现')
  const words = (await editor(page).innerText()).replace(/http\.[\w.]+|HTTP|Ctrl|Enter|Esc/g, '')
  expect(words.match(/[A-Za-z]{2,}/g)).toBeNull()
})
