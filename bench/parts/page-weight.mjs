import { gzipSync } from 'node:zlib'
import { LESSON, withPage } from '../browser.mjs'
import { median, ms } from '../statistics.mjs'

const VISITS = 5

/** JavaScript that the lesson page names in its HTML (the editor comes later), and how soon code can be typed. */
export async function pageWeight({ port }) {
  const origin = `http://localhost:${port}`
  const html = await (await fetch(`http://127.0.0.1:${port}${LESSON}`)).text()
  const sources = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map(([, src]) => src),
  )
  const sizes = await Promise.all([...sources].map((src) => gzipSize(`http://127.0.0.1:${port}${src}`)))
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1024
  const times = []
  for (let visit = 0; visit < VISITS; visit += 1) times.push(await timeToTyping(origin + LESSON))
  const typing = median(times)
  return [
    {
      what: 'JS of a lesson page before the editor, gzip',
      value: `${kilobytes.toFixed(0)} KB`,
      target: '≤ 180 KB',
      met: kilobytes <= 180,
      detail: `${sources.size} files`,
    },
    {
      what: 'Navigation to code can be typed (median of 5, nothing cached)',
      value: ms(typing),
      target: '≤ 800 ms',
      met: typing <= 800,
      detail: times.map((time) => time.toFixed(0)).join(', '),
    },
  ]
}

async function gzipSize(url) {
  return gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length
}

/** Milliseconds from navigation until a typed letter stands in the editor. */
function timeToTyping(url) {
  return withPage(async (page) => {
    await page.goto(url, { waitUntil: 'commit' })
    const area = page.locator('#code-surface textarea').first()
    await area.focus()
    await page.keyboard.type('x')
    return page.evaluate(() => performance.now())
  })
}
