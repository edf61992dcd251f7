import { STATUS_CODES, type ServerResponse } from 'node:http'

/** What a real tab shows when the app does not answer: one sentence, no script, no style from elsewhere. */
export function failurePage(response: ServerResponse, status: number, sentence: string): void {
  const text = sentence.replace(/[&<>]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Crumbtrail</title><p>${text}</p></html>\n`
  // Named: a reason phrase of the app's that could not be written is still there, and would fail again.
  response.writeHead(status, STATUS_CODES[status], {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
  })
  response.end(page)
}
