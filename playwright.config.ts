import { defineConfig } from '@playwright/test'
import { chromiumOptions, firefoxPath } from './tests/run/browsers.js'
import { serve } from './tests/run/serve.js'

/**
 * The end-to-end tests run against `dist/`, in Chromium and, where one is installed, in Firefox.
 * Playwright reads this file in every process it starts; the first chooses a free port for all.
 */
process.env['TAILFIRST_PORT'] ??= await freePort()
const port = process.env['TAILFIRST_PORT']
const firefox = firefoxPath()

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'tests/results/e2e',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  // Generous: a slow or busy machine is no fault of the page, and time limits cost nothing where all is well.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1280, height: 800 },
    // A trace of every action costs a fifth of the time; `npm run e2e -- --trace on SPEC` makes one.
    trace: 'off',
  },
  projects: [
    {
      name: 'chromium',
      use: { browserName: 'chromium', launchOptions: chromiumOptions() },
    },
    ...(firefox === undefined
      ? []
      : [
          {
            name: 'firefox',
            // Playwright's protocol needs its own Firefox; everybody else's speaks WebDriver BiDi.
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              launchOptions: { executablePath: firefox },
            },
          },
        ]),
  ],
  webServer: {
    command: `node tests/run/serve.js ${port}`,
    port: Number(port),
  },
})

async function freePort(): Promise<string> {
  const { url, close } = await serve(0)
  close()
  return new URL(url).port
}
