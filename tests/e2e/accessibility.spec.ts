/** Every screen, in both themes, holds against WCAG 2.2 AA as far as axe can tell. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, goToFrame, openScreen, untilDone } from './support/case'
import {
  applications,
  cutShort,
  healthy,
  objects,
  picture,
  tailFirst,
  twoTaps,
  type TestFile,
} from './support/files'

interface Screen {
  name: string
  files: TestFile[]
  open: (page: Page) => Promise<void>
}

const SCREENS: Screen[] = [
  { name: 'start', files: [], open: () => Promise.resolve() },
  {
    name: 'start with a refused file',
    files: [picture],
    open: (page) => page.getByRole('alert').waitFor(),
  },
  { name: 'findings', files: [tailFirst, picture], open: untilDone },
  { name: 'healthy', files: [healthy], open: untilDone },
  {
    name: 'report',
    files: [tailFirst],
    open: async (page) => {
      await openScreen(page, /^Report$/)
      await page.getByLabel('Pseudonyms for addresses and names').check()
      await page.getByText(/addresses and names are hidden/).waitFor()
    },
  },
  { name: 'captures', files: [cutShort, picture], open: (page) => openScreen(page, /^Captures/) },
  {
    name: 'captures with applications',
    files: [applications],
    open: async (page) => {
      await openScreen(page, /^Captures/)
      for (const kind of ['DNS question', 'HTTP request']) await page.getByText(kind).click()
    },
  },
  {
    name: 'frame seen otherwise',
    files: [twoTaps],
    open: async (page) => {
      await openScreen(page, /^Captures/)
      await page.getByText('1 HTTP request').click()
      await page.getByRole('button', { name: 'Open frame 7', exact: true }).click()
      await goToFrame(page, 8)
    },
  },
  {
    name: 'packets',
    files: [tailFirst],
    open: async (page) => {
      await openScreen(page, /^Packets/)
      await page.getByRole('grid').getByRole('gridcell').first().waitFor()
      await page.getByRole('listbox', { name: 'Octets of the frame' }).waitFor()
    },
  },
  {
    name: 'packets with a filter that is being typed',
    files: [applications],
    open: async (page) => {
      await openScreen(page, /^Packets/)
      await page.getByRole('combobox', { name: 'Display filter' }).pressSequentially('tcp.fl')
      await page
        .getByRole('option', { name: /^tcp\.flags/ })
        .first()
        .waitFor()
    },
  },
  { name: 'topology', files: [tailFirst], open: (page) => openScreen(page, /^Topology/) },
  { name: 'latency', files: [objects], open: (page) => openScreen(page, /^Latency/) },
  {
    name: 'objects',
    files: [objects],
    open: async (page) => {
      await openScreen(page, /^Objects/)
      await page.getByRole('button', { name: /notes\.exe/ }).click()
      await page.getByRole('button', { name: 'Put the response body together' }).click()
      await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
    },
  },
  {
    name: 'hosts',
    files: [objects],
    open: async (page) => {
      await openScreen(page, /^Objects/)
      await page.getByRole('button', { name: 'Hosts' }).click()
      await page.getByRole('button', { name: '10.0.0.2' }).click()
    },
  },
  {
    name: 'statistics',
    files: [objects],
    open: async (page) => {
      await openScreen(page, /^Statistics/)
      await page.getByRole('cell', { name: 'icmp', exact: true }).waitFor()
    },
  },
  {
    name: 'endpoints',
    files: [objects],
    open: async (page) => {
      await openScreen(page, /^Statistics/)
      await page.getByRole('button', { name: 'Endpoints' }).click()
      await page.getByRole('cell', { name: '10.0.0.2', exact: true }).waitFor()
    },
  },
  {
    name: 'notes',
    files: [tailFirst],
    open: async (page) => {
      await untilDone(page)
      await page.getByLabel('Note on this finding').fill('Ask the network team.')
      await page.getByRole('link', { name: /^Notes/ }).click()
      await page.getByRole('button', { name: /^Edit/ }).click()
    },
  },
  {
    name: 'command palette',
    files: [tailFirst],
    open: async (page) => {
      await untilDone(page)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('e')
    },
  },
  {
    name: 'keys',
    files: [tailFirst],
    open: async (page) => {
      await untilDone(page)
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'detectors', files: [tailFirst], open: (page) => openScreen(page, /^Detectors/) },
  {
    name: 'detectors off and changed',
    files: [tailFirst],
    open: async (page) => {
      await openScreen(page, /^Detectors/)
      await page.locator('[data-detector="packet-loss"]').getByRole('switch').click()
      const item = page.locator('[data-detector="fragment-order"]')
      await item.locator('summary').click()
      await item.getByLabel('minOthers').fill('9')
      await item.getByLabel('minTailShare').fill('-1')
      await page.keyboard.press('Enter')
      await item.getByRole('alert').waitFor({ state: 'attached' })
      await page.getByRole('button', { name: 'Restore all' }).waitFor()
    },
  },
  {
    name: 'a detector that is being written',
    files: [tailFirst],
    open: async (page) => {
      await openScreen(page, /^Detectors/)
      await page.getByRole('button', { name: 'Telnet or FTP in use' }).click()
      await page.keyboard.press('Control+Enter')
      await page.getByRole('button', { name: 'Edit “Telnet or FTP in use”' }).click()
      const form = page.locator('form[data-editor]')
      await form.getByRole('combobox', { name: 'Frames that pass' }).fill('ip.flags.mf == 1')
      await form.getByText(/Would find/).waitFor()
      await form.getByRole('combobox', { name: /share/ }).fill('tcp.prt')
      await form.getByText(/neither a field/).waitFor()
    },
  },
  {
    name: 'a detector with a trial',
    files: [tailFirst],
    open: async (page) => {
      await openScreen(page, /^Detectors/)
      await page.getByRole('button', { name: 'Write a detector' }).click()
      const form = page.locator('form[data-editor]')
      await form.getByRole('combobox', { name: 'Frames that pass' }).fill('ip.flags.mf == 1')
      await form.getByText(/Would find/).waitFor()
    },
  },
  {
    name: 'frame',
    files: [tailFirst],
    open: async (page) => {
      await untilDone(page)
      // A tail is short: axe looks at every octet.
      const tail = page.getByRole('row', { name: 'tail', exact: false }).first()
      await tail.getByRole('button').click()
      await page.getByRole('dialog').getByRole('option').nth(20).click()
    },
  },
]

// What axe looks at is the same in both browsers, and in Firefox it takes ten times as long.
test.skip(({ browserName }) => browserName === 'firefox', 'axe looks at Chromium')

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, files, open } of SCREENS) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto('./')
      if (files.length > 0) await chooseFiles(page, files)
      await open(page)
      // No script runs in the preview of the report, axe no more than any other.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
      expect(found).toEqual([])
    })
  }
}
