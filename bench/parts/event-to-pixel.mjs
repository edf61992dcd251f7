import { APP } from '../app-source.mjs'
import { LESSON, withPage } from '../browser.mjs'
import { median, ms, pause, quantile } from '../statistics.mjs'

const REQUESTS = 40

/** From the moment the server notes a request to the frame in which its row is painted on the lesson page. */
export function eventToPixel({ port }) {
  return withPage(async (page) => {
    await page.addInitScript(watchForTicks)
    await page.goto(`http://localhost:${port}${LESSON}`)
    const api = apiOf(page, `http://localhost:${port}`)
    const id = await workspaceOf(api)
    await api('PUT', `/${id}/files`, { files: { 'app.js': APP } })
    await api('POST', `/${id}/run`, {})
    await pause(1500)
    for (let n = 1; n <= REQUESTS; n += 1) {
      await api('POST', `/${id}/browsers/alice/requests`, { method: 'GET', url: `/tick/${n}` })
      await pause(120)
    }
    const { events } = await api('GET', `/${id}/trace?format=json`)
    const painted = await page.evaluate(() => window.paintedTicks)
    const delays = events
      .filter(({ type }) => type === 'exchange.started')
      .map(({ url, at }) => painted[/\/tick\/(\d+)$/.exec(url)?.[1]] - at)
      .filter(Number.isFinite)
    const p95 = delays.length < REQUESTS * 0.9 ? NaN : quantile(delays, 0.95)
    return [
      {
        what: 'Event to pixel, p95',
        value: ms(p95),
        target: '≤ 100 ms',
        met: p95 <= 100,
        detail: `median ${ms(median(delays))}, ${delays.length} of ${REQUESTS} seen`,
      },
    ]
  })
}

/** Runs in the page: notes when a text with /tick/n has been painted, in milliseconds since the epoch. */
function watchForTicks() {
  window.paintedTicks = {}
  const note = (text) => {
    for (const [, n] of text.matchAll(/\/tick\/(\d+)/g)) {
      if (window.paintedTicks[n]) continue
      window.paintedTicks[n] = Infinity
      requestAnimationFrame(() => {
        setTimeout(() => (window.paintedTicks[n] = performance.timeOrigin + performance.now()))
      })
    }
  }
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of [...addedNodes, target.nodeType === Node.TEXT_NODE ? target : null]) {
        if (node) note(node.textContent ?? '')
      }
    }
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

/** The control API as the page's own learner. */
function apiOf(page, origin) {
  return async (method, path, data) => {
    const answer = await page.request.fetch(`${origin}/api/workspaces${path}`, {
      method,
      ...(data ? { data } : {}),
    })
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}`)
    return answer.json()
  }
}

async function workspaceOf(api) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { workspaces } = await api('GET', '').catch(() => ({ workspaces: [] }))
    if (workspaces[0]) return workspaces[0].id
    await pause(100)
  }
  throw new Error('The lesson page made no workspace.')
}
