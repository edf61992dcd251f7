import * as z from 'zod'

/** Every error the control API can answer: code → HTTP status and the sentence a learner reads. */
export const ERRORS = {
  bad_json: [400, 'The body is not JSON. Send an object as application/json.'],
  bad_request: [400, 'Something in this request is not as the lab expects.'],
  bad_host: [421, 'This server does not answer for that host name.'],
  foreign_origin: [403, 'A page from another site may not drive this lab.'],
  json_only: [415, 'Send application/json. Other body types are refused.'],
  body_too_large: [413, 'The body is larger than the lab accepts.'],
  headers_too_large: [431, 'The headers are larger than the lab accepts.'],
  not_found: [404, 'There is nothing here. Check the address, or start a new workspace.'],
  method_not_allowed: [405, 'This address exists, but not with that method.'],
  browser_exists: [409, 'There is already a browser with that name.'],
  too_many_browsers: [409, 'The lab is full of browsers. Remove one first.'],
  too_many_workspaces: [409, 'You have many workspaces open. Delete one you no longer need.'],
  not_running: [409, 'The app is not running. Press Run first.'],
  no_engine: [409, 'This machine has no such server. The store card says how to get one.'],
  engine_failed: [503, 'The engine did not answer. Restart it, or try again in a moment.'],
  bad_file_path: [
    400,
    'A file path is relative, without "..", and uses letters, digits, dot, dash and underscore.',
  ],
  entry_missing: [400, 'The entry file is not among the files.'],
  cookie_too_large: [
    400,
    'This would make the cookie larger than 4096 bytes, and no browser keeps such a one.',
  ],
  rate_limited: [429, 'Too many requests in a short time. Wait a few seconds.'],
  capacity: [503, 'Every sandbox is in use. Try again in a moment.'],
  lab_full: [
    503,
    'The lab keeps as many workspaces as it can hold. Delete one you no longer need, then try again.',
  ],
  internal: [500, 'Something broke on our side. Your files are safe. Try again.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof ERRORS

/** Body of every refused request. */
export const ErrorReply = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
})
export type ErrorReply = z.infer<typeof ErrorReply>

/** Why an exchange has no response: code → sentence for the learner. */
export const EXCHANGE_ERRORS = {
  not_running: 'The app is not running, so nobody answered. Press Run.',
  start_failed: 'The app could not start, so nobody answered. The console says why.',
  not_listening: 'The app runs but never called listen, so nobody can reach it.',
  crashed: 'The app ended before it answered.',
  timeout: 'The app took the request and never answered it.',
  response_too_large: 'The answer was larger than the lab accepts, so it was cut off.',
  headers_too_large: 'The answer’s headers were larger than the lab accepts.',
  bad_response: 'What the app sent back is not valid HTTP.',
  aborted: 'The app closed the connection before the answer was complete.',
  bad_url: 'This is not an address a browser could open.',
  bad_header: 'A browser could not send one of these headers.',
  bad_method: 'A browser never sends this method.',
  no_https: 'Nobody answers https here. Turn on https in the settings first.',
  cors_blocked: 'The app did not allow this request beforehand, so the browser did not send it.',
  too_many_redirects: 'The app keeps redirecting. A browser gives up after 20.',
  left_the_lab: 'This redirect leaves the lab. The lab has no internet.',
  limit: 'The app was stopped because it reached a limit.',
} as const
export type ExchangeErrorCode = keyof typeof EXCHANGE_ERRORS
