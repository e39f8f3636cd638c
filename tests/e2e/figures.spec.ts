/** Figures as files: SVG that needs nothing of the page, and PNG. */
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, untilDone } from './support/case'
import { applications, tailFirst } from './support/files'

/**
 * What is handed to the browser's downloads, of which Playwright hears nothing in Firefox: the page
 * may not read it back either, so it is taken where its address is made.
 */
async function saved(page: Page, name: string): Promise<{ name: string; octets: Buffer }> {
  await page.evaluate(() => {
    const own = window as Window & { taken?: Promise<{ name: string; octets: number[] }> }
    const addressOf = URL.createObjectURL.bind(URL)
    own.taken = new Promise((settle) => {
      let last: Blob | null = null
      URL.createObjectURL = (blob: Blob) => addressOf((last = blob))
      HTMLAnchorElement.prototype.click = function () {
        URL.createObjectURL = addressOf
        const file = this.download
        void last
          ?.arrayBuffer()
          .then((octets) => settle({ name: file, octets: [...new Uint8Array(octets)] }))
      }
    })
  })
  await page.getByRole('button', { name, exact: true }).click()
  const file = await page.evaluate(() => {
    return (window as Window & { taken?: Promise<{ name: string; octets: number[] }> }).taken
  })
  return { name: file?.name ?? '', octets: Buffer.from(file?.octets ?? []) }
}

/** Width and height of a PNG: PNG specification §11.2.2. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

test('the figure of a finding is saved in light colours, whatever the theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  const { name, octets } = await saved(page, 'Save figure as SVG: Fragments in wire order')
  expect(name).toBe('tailfirst-fragments-in-wire-order.svg')
  const svg = octets.toString()
  expect(svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns=/)
  expect(svg).toContain('<title>Fragments in wire order</title>')
  expect(svg).toMatch(/<desc>\d+ packets and outcomes between/)
  expect(svg).toContain('fill="#ffffff"')
  expect(svg).toContain('stroke="#b0241b"') // what is lost, on paper
  expect(svg).not.toMatch(/class=|style=|var\(|<script|<!--/)
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  const png = await saved(page, 'Save figure as PNG: Fragments in wire order')
  expect(png.name).toBe('tailfirst-fragments-in-wire-order.png')
  expect(png.octets.subarray(1, 4).toString()).toBe('PNG')
  expect(sizeOf(png.octets)).toEqual([2 * Number(width), 2 * Number(height)])
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'system')
})

test('graphs and ladder of a connection, and the map, are saved alike', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [applications])
  await untilDone(page)
  await page.getByRole('link', { name: /^Flows/ }).click()
  await page
    .getByRole('grid')
    .getByRole('row', { name: /^Open the/ })
    .first()
    .click()
  await expect(page.getByRole('img', { name: /^Sequence numbers over time/ })).toBeVisible()
  const graph = await saved(page, 'Save figure as SVG: Sequence numbers over time')
  expect(graph.octets.toString()).toMatch(
    /<clipPath id="(.+?)">.*<g clip-path="url\(#\1\)"><path d="M[^"]+" [^>]*stroke="#0a6b66"/s,
  )
  expect(graph.octets.toString()).toContain('>acknowledged</text>')
  await page.getByRole('button', { name: 'Ladder', exact: true }).click()
  const ladder = await saved(page, 'Save figure as SVG: Ladder: 10.0.0.1:40000 – 10.0.0.2:80')
  expect(ladder.octets.toString()).toContain('>[SYN, ACK] Seq 0 Ack 1')
  await page.getByRole('link', { name: /^Topology/ }).click()
  const map = await saved(page, 'Save figure as PNG: Map of nodes, pods and tunnels')
  expect(map.octets.subarray(1, 4).toString()).toBe('PNG')
})
