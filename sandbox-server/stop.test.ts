import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, it } from 'vitest'

const { code } = transformSync(readFileSync(join(import.meta.dirname, 'stop.ts'), 'utf8'), {
  loader: 'ts',
  format: 'cjs',
})

it('faults nobody caught are printed, a flood of them in part, and the process goes on', () => {
  const play = `${code}
    let printed = 0
    surviveFaults(() => { printed += 1 })
    for (let i = 0; i < 1000; i += 1) Promise.reject(new Error('nobody caught this'))
    setTimeout(() => { throw new Error('nor this') }, 1)
    setTimeout(() => console.log('alive', printed), 50)`
  expect(execFileSync(process.execPath, ['-e', play], { encoding: 'utf8' })).toBe('alive 109\n')
})
