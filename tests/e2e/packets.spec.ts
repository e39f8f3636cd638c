/** The list of packets: scrolled, filtered, opened, by pointer and by keys. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { ethernet, ipv4, ipv6, PROTO, udp } from '../../workers/forge/packet'
import { writePcap } from '../../workers/forge/capture-writer'
import { chooseFiles, untilDone } from './support/case'
import { applications, file, tailFirst, type TestFile } from './support/files'

const EPOCH = 1_700_000_000_000_000_000n
/** More than a browser could draw at 20 px a row. */
const MANY = 450_000

function manyPackets(): TestFile {
  const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
  const datagram = udp({ ...ends, srcPort: 5000, dstPort: 6000 }, new Uint8Array(4))
  const octets = ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, datagram))
  const frames = Array.from({ length: MANY }, (_, i) => ({ time: i * 1000, octets }))
  return file('many.pcap', writePcap(frames, { nanosecond: true, linktype: 1, epoch: EPOCH }))
}

async function openPackets(page: Page, capture: TestFile): Promise<Locator> {
  await page.goto('./')
  await chooseFiles(page, [capture])
  await untilDone(page)
  await page.getByRole('link', { name: /^Packets/ }).click()
  const list = page.getByRole('grid', { name: 'Packets' })
  await expect(list.getByRole('gridcell').first()).toBeVisible()
  return list
}

const chosen = (list: Locator) => list.locator('[aria-selected=true]')

test('shows packets in wire order, and the layers and octets of the one that is chosen', async ({
  page,
}) => {
  const list = await openPackets(page, applications)
  await expect(list).toHaveAttribute('aria-rowcount', '7')
  await expect(chosen(list)).toContainText('[SYN] Seq 0 Win')
  await expect(list.getByText('GET /log')).toContainText('Seq 1 Ack 1 ')
  await list.getByText('GET /log').click()
  await expect(page).toHaveURL(/frame=4/)
  const layers = page.getByRole('group', { name: 'Layers' })
  await expect(layers.getByText(/^Transmission Control Protocol/)).toBeVisible()
  await expect(layers.getByRole('button', { name: 'Sequence number (relative) 1' })).toBeVisible()
  await layers.getByRole('button', { name: /^Destination port/ }).click()
  const octets = page.getByRole('listbox', { name: 'Octets of the frame' })
  await expect(octets.getByRole('option', { selected: true })).toHaveCount(2)
})

test('keys walk through packets and through a conversation', async ({ page }) => {
  const list = await openPackets(page, applications)
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await expect(chosen(list)).toContainText('[SYN, ACK]')
  await page.keyboard.press('End')
  await expect(chosen(list)).toContainText('no.example')
  await page.keyboard.press('F7')
  await expect(chosen(list)).toContainText('204')
  await page.keyboard.press('Home')
  await page.keyboard.press('.')
  await expect(chosen(list)).toContainText('[SYN, ACK]')
  await page.keyboard.press('Control+g')
  await page.keyboard.type('6')
  await page.keyboard.press('Enter')
  await expect(chosen(list)).toContainText('no.example')
})

test('scrolls to the end of a list that no browser could draw, and shows rows all the way', async ({
  page,
}) => {
  const list = await openPackets(page, manyPackets())
  await list.focus()
  await page.keyboard.press('End')
  await expect(chosen(list).getByRole('gridcell').first()).toHaveText(String(MANY))
  await page.keyboard.press('Home')
  await expect(chosen(list).getByRole('gridcell').first()).toHaveText('1')

  const blank = await list.evaluate(async (element) => {
    const way = element.scrollHeight - element.clientHeight
    let found = 0
    for (let step = 1; step <= 60; step++) {
      element.scrollTop = (way * step) / 60
      await new Promise(requestAnimationFrame)
      const rows = [...element.querySelectorAll('[data-row]')]
      if (rows.length < 5 || rows.some((row) => row.textContent.trim() === '')) found++
    }
    return found
  })
  expect(blank).toBe(0)
  await expect(list.getByText(String(MANY), { exact: true })).toBeVisible()
  await list.hover()
  await page.mouse.wheel(0, -2000)
  await expect(list.getByText(String(MANY - 100), { exact: true })).toBeVisible()
})

test('a filter is completed, refused under the word that is wrong, applied and taken back', async ({
  page,
}) => {
  const list = await openPackets(page, applications)
  const filter = page.getByRole('combobox', { name: 'Display filter' })
  await page.keyboard.press('Control+/')
  await expect(filter).toBeFocused()
  await page.keyboard.type('tcp.dstp')
  await expect(page.getByRole('option', { name: /^tcp\.dstport/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(filter).toHaveValue('tcp.dstport ')
  await page.keyboard.type('== x')
  await expect(filter).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('.bad')).toHaveText('x')
  await filter.fill('tcp.flags.syn == 1')
  await page.keyboard.press('Enter')
  await expect(list).toHaveAttribute('aria-rowcount', '3')
  await expect(page).toHaveURL(/filter=tcp\.flags\.syn/)
  await page.goBack()
  await expect(list).toHaveAttribute('aria-rowcount', '7')
  await expect(filter).toHaveValue('')
})

test('the menu of a value filters by it', async ({ page }) => {
  const list = await openPackets(page, tailFirst)
  const all = Number(await list.getAttribute('aria-rowcount'))
  await list.getByRole('gridcell', { name: 'ICMP', exact: true }).first().hover()
  // Where the menu opens while the button is held, letting it go must not close it.
  await page.mouse.down({ button: 'right' })
  await page.waitForTimeout(100)
  await page.mouse.up({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Apply as filter' }).click()
  await expect(page.getByRole('combobox', { name: 'Display filter' })).toHaveValue('icmp')
  await expect.poll(async () => Number(await list.getAttribute('aria-rowcount'))).toBeLessThan(all)
  await page.getByRole('group', { name: 'Layers' }).getByRole('button').first().focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Exclude' }).press('Enter')
  await expect(page.getByRole('combobox', { name: 'Display filter' })).toHaveValue(/^icmp && !\(/)
})

test('the menu of a value closes by a press elsewhere and by Escape', async ({ page }) => {
  const list = await openPackets(page, tailFirst)
  const menu = page.getByRole('menu')
  await list.getByRole('gridcell', { name: 'ICMP', exact: true }).first().click({ button: 'right' })
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await list.getByRole('gridcell', { name: 'ICMP', exact: true }).first().click({ button: 'right' })
  await expect(menu).toBeVisible()
  await list.getByRole('gridcell').last().click()
  await expect(menu).toBeHidden()
})

test('a filter refers to the packet that was chosen when it was asked', async ({ page }) => {
  const list = await openPackets(page, applications)
  await list.getByText('GET /log').click()
  await expect(page).toHaveURL(/frame=4/)
  const filter = page.getByRole('combobox', { name: 'Display filter' })
  await filter.fill('frame.number <= ${frame.number}')
  await filter.press('Enter')
  await expect(list).toHaveAttribute('aria-rowcount', '5')
  await list.focus()
  await page.keyboard.press('Home')
  await expect(page).toHaveURL(/frame=1/)
  await expect(list).toHaveAttribute('aria-rowcount', '5')
  await filter.press('Enter')
  await expect(list).toHaveAttribute('aria-rowcount', '2')
})

test('the packet nearest to the chosen one is open when a filter leaves that one out', async ({
  page,
}) => {
  const list = await openPackets(page, applications)
  const filter = page.getByRole('combobox', { name: 'Display filter' })
  const pane = page.locator('[data-frame]')
  const apply = async (expression: string, rows: string) => {
    await filter.fill(expression)
    await filter.press('Enter')
    await expect(list).toHaveAttribute('aria-rowcount', rows)
    await expect(filter).toBeFocused()
  }
  await list.getByText('GET /log').click()
  await expect(pane).toHaveAttribute('data-frame', '4')
  await apply('frame.number == 4 || frame.number == 6', '3')
  await expect(pane).toHaveAttribute('data-frame', '4')
  await apply('frame.number in {1, 2, 6}', '4')
  await expect(pane).toHaveAttribute('data-frame', '2')
  await expect(chosen(list)).toHaveAttribute('aria-rowindex', '3')
  await expect(page).toHaveURL(/frame=2\b/)
  await apply('frame.number == 99', '1')
  await expect(pane).toBeHidden()
  await apply('', '7')
  await expect(pane).toHaveAttribute('data-frame', '2')
  await expect(page).toHaveURL(/frame=2\b/)
})

test('columns are as wide as what the filter leaves', async ({ page }) => {
  const datagram = (src: string, dst: string) =>
    udp({ src, dst, srcPort: 5000, dstPort: 6000 }, new Uint8Array(4))
  const [a, b] = ['2001:db8:1111:2222:3333:4444:5555:6666', '2001:db8::2']
  const long = ipv6({ src: a, dst: b, proto: PROTO.udp }, datagram(a, b))
  const [c, d] = ['10.0.0.1', '10.0.0.2']
  const short = ipv4({ src: c, dst: d, proto: PROTO.udp }, datagram(c, d))
  const frames = [long, short].map((packet, at) => ({ time: at, octets: ethernet({}, packet) }))
  const options = { nanosecond: true, linktype: 1, epoch: EPOCH }
  const list = await openPackets(page, file('two.pcap', writePcap(frames, options)))
  const source = list.getByRole('columnheader', { name: 'Source' })
  const width = async () => (await source.boundingBox())?.width ?? 0
  const wide = await width()
  const filter = page.getByRole('combobox', { name: 'Display filter' })
  await filter.fill('ip')
  await filter.press('Enter')
  await expect(list).toHaveAttribute('aria-rowcount', '2')
  expect(await width()).toBeLessThan(wide)
})

test('a layer that was closed stays closed in the next packet', async ({ page }) => {
  await openPackets(page, applications)
  const internet = page.getByText(/^Internet Protocol Version 4/)
  const version = page.getByRole('button', { name: /^Version 4/ })
  await expect(version).toBeVisible()
  await internet.click()
  await expect(version).toBeHidden()
  await page.keyboard.press('F8')
  await expect(page.locator('[data-frame="2"]')).toBeVisible()
  await expect(internet).toBeVisible()
  await expect(version).toBeHidden()
})

test('keys stay in the layers when the packet that they excluded gives way to another', async ({
  page,
}) => {
  const list = await openPackets(page, applications)
  await list.getByText('GET /log').click()
  const layers = page.getByRole('group', { name: 'Layers' })
  await layers.getByRole('button', { name: /^Destination port/ }).focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Exclude' }).press('Enter')
  await expect(page.locator('[data-frame]')).not.toHaveAttribute('data-frame', '4')
  await expect(layers.getByRole('button', { name: /^Destination port/ })).toBeFocused()
  await page.keyboard.press('F7')
  await expect(layers.getByRole('button', { name: /^Destination port/ })).toBeFocused()
})

test('a stretch of time that is marked by keys filters the packets, until it is cleared', async ({
  page,
}) => {
  const list = await openPackets(page, tailFirst)
  const all = await list.getAttribute('aria-rowcount')
  await page.getByRole('slider', { name: 'Packets over time' }).focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page).toHaveURL(/from=\d+&to=\d+/)
  await expect(list).not.toHaveAttribute('aria-rowcount', String(all))
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page.getByRole('button', { name: 'Whole case' })).toBeVisible()
  await page.getByRole('slider', { name: 'Packets over time' }).focus()
  await page.keyboard.press('Escape')
  await expect(list).toHaveAttribute('aria-rowcount', String(all))
})

test('evidence of a finding is found again among all packets', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page
    .getByRole('button', { name: /^Open frame/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Show in Packets' }).click()
  await expect(page).toHaveURL(/#packets\/1\?.*frame=\d+/)
  await expect(chosen(page.getByRole('grid', { name: 'Packets' }))).toBeVisible()
})
