/** How smoothly the list of packets scrolls, and how soon a frame is open. */

/** Steps of a drag of the scroll bar, and of the wheel. */
const STEPS = 300
/** Frames that are opened one after the other, far apart. */
const OPENED = 20

/**
 * @typedef {{ firstMs: number, endMs: number, drag: Smooth, wheel: Smooth, openMs: number }} Scrolled
 * @typedef {{ p50: number, p95: number, worst: number, blank: number }} Smooth times between two
 *   pictures, ms; pictures with an empty row
 */

/**
 * @param {import('@playwright/test').Page} page with an analysed case
 * @param {() => Promise<void>} idle waits until the case is stored and hashed: on two processors, that is seen
 * @returns {Promise<Scrolled>}
 */
export async function measureScroll(page, idle) {
  const list = page.getByRole('grid', { name: 'Packets' })
  const firstMs = await timed(async () => {
    await page.getByRole('link', { name: /^Packets/ }).click()
    await list.getByRole('gridcell').first().waitFor()
  })
  await idle()
  const count = Number(await list.getAttribute('aria-rowcount')) - 1
  const endMs = await timed(async () => {
    await list.focus()
    await page.keyboard.press('End')
    await list.getByText(String(count), { exact: true }).first().waitFor()
  })
  const drag = await list.evaluate(scrolled, { steps: STEPS, wheel: 0 })
  const wheel = await list.evaluate(scrolled, { steps: STEPS, wheel: -120 })
  const openMs = await measureOpening(page, count)
  return { firstMs, endMs, drag, wheel, openMs }
}

/**
 * @param {Element} element
 * @param {{ steps: number, wheel: number }} by wheel: px a picture; 0: the bar is dragged from end to end
 * @returns {Promise<Smooth>}
 */
async function scrolled(element, { steps, wheel }) {
  /** @type {number[]} */
  const times = []
  let blank = 0
  let last = performance.now()
  const way = element.scrollHeight - element.clientHeight
  for (let step = 1; step <= steps; step++) {
    if (wheel === 0) element.scrollTop = (way * step) / steps
    else
      element.dispatchEvent(new globalThis.WheelEvent('wheel', { deltaY: wheel, cancelable: true }))
    await new Promise(globalThis.requestAnimationFrame)
    const now = performance.now()
    times.push(now - last)
    last = now
    const rows = [...element.querySelectorAll('[data-row]')]
    if (rows.length === 0 || rows.some((row) => row.textContent.trim() === '')) blank++
  }
  times.sort((a, b) => a - b)
  const at = (/** @type {number} */ share) => times[Math.floor((times.length - 1) * share)] ?? NaN
  return { p50: at(0.5), p95: at(0.95), worst: at(1), blank }
}

/**
 * From the key that asks for a frame to the picture that shows its layers and octets, by the clock of the page.
 *
 * @param {import('@playwright/test').Page} page
 * @param {number} count
 * @returns {Promise<number>} the middle of all
 */
async function measureOpening(page, count) {
  const times = []
  for (let i = 0; i < OPENED; i++) {
    const frame = 1 + Math.floor((count - 1) * ((i * 0.618034) % 1))
    await page.keyboard.press('Control+g')
    await page.keyboard.type(String(frame))
    const opened = await page.evaluateHandle(watchOpening, `[data-frame="${frame}"]`)
    await page.keyboard.press('Enter')
    times.push(await opened.evaluate((watched) => watched.ms))
  }
  return times.sort((a, b) => a - b)[Math.floor(OPENED / 2)] ?? NaN
}

/**
 * @param {string} shown a selector of what is there once the frame is open
 * @returns {{ ms: Promise<number> }}
 */
function watchOpening(shown) {
  const ms = new Promise((done) => {
    globalThis.addEventListener(
      'keydown',
      () => {
        const begun = performance.now()
        const look = () => {
          if (globalThis.document.querySelector(shown) === null) return
          observer.disconnect()
          globalThis.requestAnimationFrame((drawn) =>
            done(Math.max(drawn, performance.now()) - begun),
          )
        }
        const observer = new globalThis.MutationObserver(look)
        observer.observe(globalThis.document, { attributes: true, childList: true, subtree: true })
        look()
      },
      { capture: true, once: true },
    )
  })
  return { ms }
}

/** @param {() => Promise<void>} act */
async function timed(act) {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

/** @param {Scrolled} scrolled */
export function printScroll({ firstMs, endMs, drag, wheel, openMs }) {
  const ms = (/** @type {number} */ time) => `${time.toFixed(0)} ms`
  console.log(`\nlist of packets: first rows ${ms(firstMs)}, last row ${ms(endMs)}`)
  for (const [name, { p50, p95, worst, blank }] of Object.entries({ drag, wheel })) {
    const times = `${ms(p50)} (median), ${ms(p95)} (95 %), ${ms(worst)} (worst)`
    console.log(`${name.padEnd(6)} from picture to picture: ${times}; ${blank} with an empty row`)
  }
  console.log(`a frame is open after ${ms(openMs)} (median of ${OPENED})`)
}
