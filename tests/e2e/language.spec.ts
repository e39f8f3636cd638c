/** English and 简体中文: chosen by the browser, switched by hand, remembered; the report as well. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { chooseFiles, exported, untilDone } from './support/case'
import { cutShort, healthy, picture, tailFirst } from './support/files'

const ENGLISH = 'What is wrong with the network?'
const CHINESE = '网络出了什么问题？'
const chinese = (page: Page) => page.getByText('简体中文', { exact: true })

test('the page speaks English until it is told otherwise, and then remembers', async ({ page }) => {
  await page.goto('./')
  await expect(page.getByRole('heading', { name: ENGLISH })).toBeVisible()
  await chinese(page).click()
  await expect(page.getByRole('heading', { name: CHINESE })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('radio', { name: '简体中文' })).toBeFocused()
  await page.reload()
  await expect(page.getByRole('heading', { name: CHINESE })).toBeVisible()
  await page.getByRole('radio', { name: '简体中文' }).press('ArrowLeft')
  await expect(page.getByRole('heading', { name: ENGLISH })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('a switch leaves the open case as it is, and tells it anew', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  const claim = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  const [tails, all] = claim.match(/\d+/g) ?? []
  await page.getByRole('link', { name: /^Captures/ }).click()
  await expect(page.getByText('Link types', { exact: true })).toBeVisible()
  await chinese(page).click()
  await expect(page.getByRole('heading', { name: '抓包文件', level: 1 })).toBeVisible()
  await expect(page.getByText('链路类型').first()).toBeVisible()
  await page.getByRole('link', { name: /^发现/ }).click()
  const told = new RegExp(
    `的 ${String(all)} 个分片数据报中有 ${String(tails)} 个尾片先到，其中 .* 丢失$`,
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(told)
  await expect(page.locator('figcaption').first()).toContainText('线路上的分片顺序')
  await expect(page.getByText('没有中文译文')).toHaveCount(0)
  await page.getByRole('link', { name: /^检测器/ }).click()
  await expect(page.getByRole('heading', { name: '分片乱序' })).toBeVisible()
})

test('tables, filter and commands change their language with the page', async ({ page }) => {
  await page.goto('./')
  await chooseFiles(page, [tailFirst])
  await untilDone(page)
  await page.getByRole('link', { name: /^Latency/ }).click()
  await expect(page.getByText('Slowest', { exact: true }).first()).toBeVisible()
  await chinese(page).click()
  await expect(page.getByRole('heading', { name: '时延', level: 1 })).toBeVisible()
  await expect(page.getByText('Slowest', { exact: true })).toHaveCount(0)
  await page.getByRole('link', { name: /^对象/ }).click()
  await page.getByRole('button', { name: '主机' }).click()
  await expect(page.getByRole('columnheader', { name: '厂商' })).toBeVisible()
  await page.getByRole('link', { name: /^数据包/ }).click()
  const filter = page.getByRole('combobox', { name: '显示过滤器' })
  await filter.fill('ip.adr == 10.0.0.1')
  await filter.press('Enter')
  await expect(page.getByText('ip.adr 既不是字段，也不是协议。是否要写 ip.addr？')).toBeVisible()
  await page.getByRole('button', { name: /^命令/ }).click()
  await expect(page.getByRole('option', { name: /^打开文件/ })).toHaveCount(1)
})

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' })

  test('the page speaks Chinese, and so does the report', async ({ page }) => {
    await page.goto('./')
    await expect(page.getByRole('heading', { name: CHINESE })).toBeVisible()
    await chooseFiles(page, [tailFirst])
    await untilDone(page)
    const report = await exported(page, 'html')
    expect(report).toContain('<html lang="zh-CN">')
    expect(report).toContain('报告是如何生成的')
    expect(report).toContain('个尾片先到')
    expect(report).not.toContain('came tail first')
  })

  test('what could not be read is said in Chinese', async ({ page }) => {
    await page.goto('./')
    await chooseFiles(page, [picture])
    await expect(page.getByRole('alert')).toHaveText('“screenshot.png”是 PNG 图片，不是抓包文件')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`nothing is wrong for axe, ${colorScheme}`, async ({ page, browserName }) => {
      test.skip(browserName === 'firefox', 'axe looks at Chromium')
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const check = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      }
      await page.goto('./')
      await expect(page.getByRole('heading', { name: CHINESE })).toBeVisible()
      await check()
      await chooseFiles(page, [healthy])
      await untilDone(page)
      await check()
      await chooseFiles(page, [cutShort, picture])
      await expect(page.getByText('cut.pcap').first()).toBeVisible()
      await untilDone(page)
      await check()
      for (const screen of ['抓包文件', '会话', '数据包', '时延', '对象', '统计', '笔记']) {
        await page.getByRole('link', { name: new RegExp(`^${screen}`) }).click()
        await check()
      }
    })
  }
})
