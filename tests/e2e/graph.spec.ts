/** The graph beneath the time spine: series, zoom, values, and a stretch that holds on every screen. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { writePcap } from '../../workers/forge/capture-writer'
import { TcpScript } from '../support/tcp-script'
import { chooseFiles, untilDone } from './support/case'
import { file, tailFirst, type TestFile } from './support/files'

const EPOCH = 1_700_000_000_000_000_000n // 22:13:20 UTC

/** A request in the first second, one in the fourth whose first segment is sent twice. */
function twoExchanges(): TestFile {
  const early = new TcpScript({ clientPort: 40_001 }).handshake()
  early.client({ data: 'GET /early HTTP/1.1\r\nHost: a.example\r\n\r\n' })
  early.server({ data: 'HTTP/1.1 204 No Content\r\n\r\n' })
  const late = new TcpScript({ clientPort: 40_002, start: 3000 }).handshake()
  late.client({ data: 'GET /late HTTP/1.1\r\nHost: a.example\r\n\r\n' })
  late.client({ seq: 1, data: 'GET /late HTTP/1.1\r\nHost: a.example\r\n\r\n', after: 400 })
  late.server({ data: 'HTTP/1.1 204 No Content\r\n\r\n' })
  const frames = [...early.frames, ...late.frames]
  return file('two.pcap', writePcap(frames, { nanosecond: true, linktype: 1, epoch: EPOCH }))
}

async function openGraph(page: Page, capture: TestFile = twoExchanges()) {
  await page.goto('./')
  await chooseFiles(page, [capture])
  await untilDone(page)
  await page.getByRole('button', { name: 'Graph', exact: true }).click()
  const graph = page.getByRole('region', { name: 'Graph' })
  await expect(graph.getByText('packets in view').first()).toBeVisible()
  return { graph, spine: page.getByRole('slider', { name: 'Packets over time' }) }
}

const addSeries = async (page: Page, filter: string) => {
  const field = page.getByRole('combobox', { name: 'Display filter of a new series' })
  await field.fill(filter)
  await field.press('Enter')
}

test('unfolds with series that are counted, and takes more of them', async ({ page }) => {
  const { graph } = await openGraph(page)
  const lanes = graph.getByRole('listitem')
  await expect(lanes).toHaveCount(2)
  await expect(lanes.nth(0)).toContainText('All packets')
  await expect(lanes.nth(0)).toContainText('11 packets in view')
  await expect(lanes.nth(1)).toContainText('max 1 TCP event · 1 packet in view')

  await addSeries(page, 'http.request')
  await expect(lanes.nth(2)).toContainText('3 packets in view')
  await graph.getByRole('button', { name: 'Presets' }).click()
  await page.getByRole('button', { name: 'SYNs', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(lanes.nth(3)).toContainText('max 1 packet · 2 packets in view')
  await graph.getByLabel('Unit of http.request').selectOption('packets/s')
  await expect(lanes.nth(2)).toContainText('packets/s')
  await graph.getByRole('button', { name: 'Remove http.request' }).click()
  await expect(lanes).toHaveCount(3)
  await page.goBack()
  await expect(lanes).toHaveCount(4)
})

test('says what is wrong with a filter, and takes no such series', async ({ page }) => {
  const { graph } = await openGraph(page)
  await addSeries(page, 'tcp.prot == 80')
  await expect(graph.getByRole('status').filter({ hasText: 'tcp.prot' })).toBeVisible()
  await expect(graph.getByRole('listitem')).toHaveCount(2)
})

test('keys zoom down to a millisecond, read values, mark a stretch and open a packet', async ({
  page,
}) => {
  const { graph, spine } = await openGraph(page)
  await spine.focus()
  await page.keyboard.press('Home')
  await expect(spine).toHaveAttribute('aria-valuetext', /^22:13:20\.000 – .+ UTC · \d+ packets? ·/)
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('+')
  await expect(graph.getByText('bins of 500 µs')).toBeVisible()
  await expect(page).toHaveURL(/zoom=0-\d+/)
  await expect(spine).toHaveAttribute('aria-valuetext', /^22:13:20\.000000 – .+ · 1 packet ·/)

  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page).toHaveURL(/from=0&to=1500000/)
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/from=/)
  await page.keyboard.press('0')
  await expect(graph.getByText('bins of 20 ms')).toBeVisible()
  await expect(page).not.toHaveURL(/zoom=/)

  // The lane of TCP events: its only packet is the repeated segment, frame 10
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(graph.getByRole('listitem').nth(1)).toContainText('1 TCP event')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#packets\/1\?.*frame=10/)
  await expect(page.getByRole('grid').locator('[aria-selected=true]')).toContainText('GET /late')
})

test('the pointer reads every series, and a click opens the first packet of the bin', async ({
  page,
}) => {
  const { graph } = await openGraph(page)
  const plot = graph.getByRole('listitem').nth(0).locator('.plot')
  const box = await plot.boundingBox()
  if (box === null) throw new Error('no plot')
  await page.mouse.move(box.x + 2, box.y + 10)
  await expect(graph.getByRole('listitem').nth(0)).toContainText('kbit/s')
  await expect(graph.getByRole('listitem').nth(1)).toContainText('0 TCP events')
  await page.mouse.wheel(0, -240)
  await expect(page).toHaveURL(/zoom=/)
  await page.mouse.click(box.x + 2, box.y + 10)
  await expect(page).toHaveURL(/#packets\/1\?.*frame=1(&|$)/)
})

test('a marked stretch holds on every screen, which says so', async ({ page }) => {
  await openGraph(page)
  const stretch = 'from=2000000000&to=3900000000'
  await page.evaluate((s) => (location.hash = `flows?${s}`), stretch)
  const flows = page.getByRole('grid', { name: /TCP/ })
  await expect(page.getByText('Only connections that have packets in')).toBeVisible()
  await expect(flows.getByRole('row').filter({ hasText: '40002' })).toHaveCount(1)
  await expect(flows.getByRole('row').filter({ hasText: '40001' })).toHaveCount(0)
  await page.getByRole('button', { name: 'IP', exact: true }).click()
  await expect(page.getByText(/^Counted in/)).toBeVisible()

  await page.getByRole('link', { name: /^Packets/ }).click()
  await expect(page.getByText('6 of 11')).toBeVisible()
  await page.getByRole('link', { name: 'Objects' }).click()
  await expect(page.getByRole('button', { name: /\/late/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /\/early/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'Statistics' }).click()
  await page.getByRole('button', { name: 'Packet lengths' }).click()
  await expect(page.getByText('Only packets in')).toBeVisible()
  await page.getByRole('link', { name: 'Latency' }).click()
  await expect(page.getByRole('heading', { name: 'Latency', level: 1 })).toBeVisible()
  await expect(page.getByText('Only what began in')).toBeVisible()
  await page.getByRole('link', { name: 'Captures' }).click()
  await expect(page.getByText('This screen is of the whole case.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page).not.toHaveURL(/from=/)
})

test('comes back after a reload, with its series and what was seen', async ({ page }) => {
  const { graph } = await openGraph(page)
  await page.getByRole('link', { name: 'Statistics' }).click()
  await addSeries(page, 'udp')
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click()
  await expect(page).toHaveURL(/#statistics\?.*zoom=\d+-\d+/)
  const url = page.url()
  await expect(page.getByRole('contentinfo')).toContainText('sha256')
  await page.reload()
  await untilDone(page)
  await expect(graph.getByRole('listitem')).toHaveCount(3)
  expect(page.url()).toBe(url)
  await expect(page.getByRole('button', { name: 'Whole case' })).toBeVisible()
})

test('tells its values as a table', async ({ page }) => {
  const { graph } = await openGraph(page)
  await graph.getByRole('button', { name: 'Table' }).click()
  const rows = graph.getByRole('table', { name: 'Values of each bin' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('22:13:20.000')
  await expect(rows.last()).toContainText('1 TCP event')
})

test.describe('as axe sees it', () => {
  test.skip(({ browserName }) => browserName === 'firefox', 'axe looks at Chromium')
  for (const colorScheme of ['light', 'dark'] as const) {
    test(colorScheme, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { graph, spine } = await openGraph(page, tailFirst)
      await addSeries(page, 'icmp')
      await graph.getByRole('button', { name: 'Table' }).click()
      await spine.focus()
      await page.keyboard.press('ArrowRight')
      const { violations } = await new AxeBuilder({ page }).include('.spine').analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
      expect(found).toEqual([])
    })
  }
})
