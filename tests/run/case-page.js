/** Drives the built page as an analyst would: files in, wait for the end, exports out. */
import { statSync } from 'node:fs'

/** Far above what any capture needs; a page that hangs must not hang a pipeline. */
const BASE_TIMEOUT_MS = 120_000
const TIMEOUT_MS_PER_MB = 1000

/** The page could not read a file at all; the message is the page's own. */
export class Unreadable extends Error {}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url of the built page
 * @param {string[]} files
 * @param {(page: import('@playwright/test').Page) => Promise<void>} use called once the case is done
 * @param {{ openMs?: number, detectors?: string }} how how long the page has been open when the files come;
 *   and detectors of the analyst's, as the page exports them
 * @throws Unreadable
 */
export async function withCase(browser, url, files, use, { openMs = 0, detectors = '' } = {}) {
  const sizes = files.map((file) => statSync(file).size)
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6
  // A context of its own: nothing stored by one case is there for the next.
  const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: true })
  try {
    const page = await context.newPage()
    const timeout = BASE_TIMEOUT_MS + megabytes * TIMEOUT_MS_PER_MB
    // Of exports too, which wait for the hashes.
    page.setDefaultTimeout(timeout)
    // As the page keeps them.
    await page.addInitScript(
      (own) => localStorage.setItem('tailfirst.own-detectors', own),
      detectors,
    )
    const broken = new Promise((_, reject) => {
      page.on('crash', () => reject(new Error('the page crashed')))
      page.on('pageerror', reject)
    })
    // Only the race below waits for it.
    broken.catch(() => undefined)
    await Promise.race([broken, analyse(page, url, files, openMs, timeout).then(() => use(page))])
  } finally {
    await context.close()
  }
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 * @param {string[]} files
 * @param {number} openMs
 * @param {number} timeout
 */
async function analyse(page, url, files, openMs, timeout) {
  await page.goto(url)
  await page.waitForTimeout(openMs)
  await page.locator('input[type=file][data-testid=file-input]').setInputFiles(files)
  const end = page.locator('html[data-case-state=done], html[data-case-state=failed]')
  await end.waitFor({ state: 'attached', timeout })
  if ((await end.getAttribute('data-case-state')) === 'done') return
  throw new Unreadable((await page.getByRole('alert').allInnerTexts()).join('\n').trim())
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {'json' | 'html'} kind
 * @param {string} path
 */
export async function saveExport(page, kind, path) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(`export-${kind}`).click(),
  ])
  await download.saveAs(path)
}
