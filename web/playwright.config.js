import { defineConfig } from '@playwright/test'
import { launchOptions } from './tests/browser/lib/chromium.js'

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'tests/.results/browser',
  globalSetup: './tests/browser/lib/build.js',
  forbidOnly: !!process.env.CI,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Asia/Vladivostok', // far from UTC, so that a date read as local time shows
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
  },
})
