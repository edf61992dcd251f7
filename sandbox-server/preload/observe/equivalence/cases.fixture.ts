import type { Case } from './case.fixture'
import { COOKIE_CASES } from './cookie-cases.fixture'
import { HOSTILE_CASES } from './hostile-cases.fixture'
import { LOAD_CASES } from './load-cases.fixture'
import { METHOD_CASES } from './method-cases.fixture'
import { PROMISE_CASES } from './promise-cases.fixture'
import { RESPONSE_CASES } from './response-cases.fixture'
import { SAVE_CASES } from './save-cases.fixture'
import { SERVER_STORE_CASES } from './server-store-cases.fixture'
import { STORE_CASES } from './store-cases.fixture'

export const CASES: readonly Case[] = [
  ...LOAD_CASES,
  ...SAVE_CASES,
  ...COOKIE_CASES,
  ...METHOD_CASES,
  ...STORE_CASES,
  ...SERVER_STORE_CASES,
  ...PROMISE_CASES,
  ...RESPONSE_CASES,
  ...HOSTILE_CASES,
]
