import { describe } from 'vitest'
import { findPrograms } from './bubblewrap/programs'
import { doorsContract } from './doors.contract'

const hasBubblewrap = process.platform === 'linux' && typeof findPrograms() !== 'string'

describe('child-process', () => {
  doorsContract('child-process')
})

describe.runIf(hasBubblewrap)('bubblewrap', () => {
  doorsContract('bubblewrap')
})
