// `npm run pictures`: home, every lesson and the comparison of storages at three looks into docs/pictures, with the
// lesson's stage alive. --only takes a part of a picture's name.
// --port takes a site that already runs; otherwise one is built and started.
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './browser/find-chromium.mjs'
import { compareOnPage } from './pictures/compare.mjs'
import { playOnPage } from './pictures/play.mjs'
import { root } from './start/addresses.mjs'
import { ensureBuilt } from './start/build.mjs'
import { startServers } from '../bench/server.mjs'

const FOLDER = join(root, 'docs/pictures')
const LOOKS = [
  { name: '1440', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: '390', viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true, isMobile: true },
]

const { values } = parseArgs({ options: { port: { type: 'string' }, only: { type: 'string' } } })
const servers = values.port ? null : await ownServers()
const origin = `http://localhost:${values.port ?? servers.port}`
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
try {
  await mkdir(FOLDER, { recursive: true })
  for (const look of LOOKS) await takeAll(look)
} finally {
  await browser.close()
  await servers?.stop()
}

async function ownServers() {
  await ensureBuilt()
  return startServers({ withSite: true })
}

async function takeAll({ name, ...options }) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce', deviceScaleFactor: 1 })
  const page = await context.newPage()
  for (const picture of await picturesOf()) {
    if (values.only && !picture.file.includes(values.only)) continue
    await page.goto(origin + picture.path)
    if (picture.compares) await compareOnPage(page)
    else if (picture.slug) await showStage(page, picture.slug)
    await page.waitForTimeout(500)
    const path = join(FOLDER, `${picture.file}-${name}.png`)
    await page.screenshot({ path })
    console.log(path.slice(root.length + 1))
  }
  await context.close()
}

async function showStage(page, slug) {
  await playOnPage(page, origin, slug)
  await page.waitForTimeout(2500)
  const stage = page.getByRole('tab', { name: 'Stage' })
  if (!(await stage.isVisible())) return
  // A small screen shows one pane at a time, and of the stage a part: the store, in which lessons differ.
  await stage.click()
  await page.getByRole('region', { name: 'Store' }).evaluate((card) => card.scrollIntoView({ block: 'end' }))
}

async function picturesOf() {
  const folders = await readdir(join(root, 'lessons'))
  const lessons = folders.filter((name) => /^\d+-/.test(name)).sort()
  return [
    { file: 'home', path: '/' },
    ...lessons.map((slug) => ({ file: `lesson-${slug}`, path: `/lessons/${slug}`, slug })),
    { file: 'comparison', path: '/lessons/08-choosing', compares: true },
  ]
}
