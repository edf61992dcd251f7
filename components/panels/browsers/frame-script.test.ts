import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { FRAME_SCRIPT, FRAME_SCRIPT_HASH } from './frame-script'

it('the hash is the script’s', () => {
  expect(FRAME_SCRIPT_HASH).toBe(`sha256-${createHash('sha256').update(FRAME_SCRIPT).digest('base64')}`)
})
