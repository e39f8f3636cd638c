/** The index of a capture goes to the database while the capture is read, and no trace stays. */
import { expect, test, type Page, type TestInfo } from '@playwright/test'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { CHUNK_ROWS } from '../../workers/model/frame-columns'
import { goToFrame, untilDone } from './support/case'
import { tailFirst } from './support/files'

const FILE_HEADER = 24 // octets of pcap, before the first record
const SINGLE_FILE = pathToFileURL('dist/tailfirst.html').href
/** Frames of `tailFirst`. */
const FRAMES = countRecords(tailFirst.buffer)
const TIMES = Math.ceil(CHUNK_ROWS / FRAMES) + 1

/** A capture with the records of `tailFirst` again and again. */
async function repeated(testInfo: TestInfo, times: number): Promise<string> {
  const path = testInfo.outputPath('large.pcap')
  const records = tailFirst.buffer.subarray(FILE_HEADER)
  const stream = createWriteStream(path)
  stream.write(tailFirst.buffer.subarray(0, FILE_HEADER))
  for (let time = 0; time < times; time++) {
    if (!stream.write(records)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return path
}

test('frames that went to the database while reading are opened from there', async ({
  page,
}, testInfo) => {
  const capture = await repeated(testInfo, TIMES)
  await page.goto('./?resident=0')
  await page.getByTestId('file-input').setInputFiles(capture)
  await untilDone(page)
  await openEvidence(page)
  await goToFrame(page, 2)
  await goToFrame(page, CHUNK_ROWS + 1)
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.goto('./?resident=0')

  await page.getByRole('button', { name: 'large.pcap', exact: true }).click()
  await untilDone(page)
  await openEvidence(page)
  await goToFrame(page, 2)
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
})

test('a case that is cancelled or whose page is closed leaves nothing', async ({
  page,
}, testInfo) => {
  const capture = await repeated(testInfo, 60 * TIMES)
  for (const leave of ['cancel', 'close'] as const) {
    const reader = await page.context().newPage()
    await reader.goto('./?resident=0')
    await reader.getByTestId('file-input').setInputFiles(capture)
    await expect.poll(() => chunksStored(reader), { intervals: [10] }).toBeGreaterThan(0)
    if (leave === 'cancel') {
      await reader.getByRole('button', { name: 'Cancel' }).click()
      await expect.poll(() => chunksStored(reader)).toBe(0)
    }
    await reader.close()
    await page.goto('./')
    await expect.poll(() => chunksStored(page)).toBe(0)
  }
})

test('where nothing may be stored, it is said how many frames cannot be opened', async ({
  page,
}, testInfo) => {
  const capture = await repeated(testInfo, TIMES)
  await page.goto(`${SINGLE_FILE}?memory=0`)
  await page.getByTestId('file-input').setInputFiles(capture)
  await untilDone(page)
  const without = `${(TIMES * FRAMES).toLocaleString('en')} frames were analysed but cannot be opened`
  await expect(page.getByText(without)).toHaveCount(1)
  await openEvidence(page)
  await page.getByRole('dialog').getByLabel('Go to frame').fill('7')
  await page.getByRole('dialog').getByRole('button', { name: 'Go', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('has no index')).toBeVisible()
})

async function openEvidence(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Open frame/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** Records of columns in the database of the page. */
function chunksStored(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'tailfirst')) return 0
    const opening = indexedDB.open('tailfirst')
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result)
    })
    const counting = db.transaction('chunks').objectStore('chunks').count()
    await new Promise((resolve) => (counting.onsuccess = resolve))
    db.close()
    return counting.result
  })
}

function countRecords(octets: Buffer): number {
  let records = 0
  for (let at = FILE_HEADER; at < octets.length; at += 16 + octets.readUInt32LE(at + 8)) records++
  return records
}
