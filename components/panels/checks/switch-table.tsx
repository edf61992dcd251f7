'use client'

import { useMemo } from 'react'
import { classNames } from '@/components/ui/class-names'
import { useLab } from '@/components/sandbox/use-lab'
import { countSwitches, type SwitchCount } from './switch-counts'

/** The four positions of resave and saveUninitialized, filled in by the learner’s own requests to a path. */
export function SwitchTable({ path }: { path: string }) {
  const trace = useLab((lab) => lab.trace)
  const counts = useMemo(() => countSwitches(trace, path), [trace, path])
  const at = (saveUninitialized: boolean, resave: boolean) =>
    counts.find((one) => one.saveUninitialized === saveUninitialized && one.resave === resave)
  return (
    <div className="my-5 overflow-x-auto scroll-thin">
      <table className="w-full border-collapse text-left text-base">
        <caption className="mb-2 text-left text-sm text-muted">
          Your requests to <code>{path}</code>, counted as they come
        </caption>
        <thead>
          <tr className="text-sm">
            <th scope="col" className="py-1.5 pr-3 font-normal">
              <span className="sr-only">saveUninitialized</span>
            </th>
            {[false, true].map((resave) => (
              <th key={String(resave)} scope="col" className="border-l px-3 py-1.5 font-medium">
                <code>resave: {String(resave)}</code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[false, true].map((saveUninitialized) => (
            <tr key={String(saveUninitialized)} className="border-t align-top">
              <th scope="row" className="py-2.5 pr-3 text-sm font-medium">
                <code>
                  saveUninitialized:
                  <br />
                  {String(saveUninitialized)}
                </code>
              </th>
              {[false, true].map((resave) => (
                <Corner key={String(resave)} count={at(saveUninitialized, resave)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Corner({ count }: { count: SwitchCount | undefined }) {
  const isEmpty = !count || count.requests === 0
  return (
    <td className={classNames('border-l px-3 py-2.5 tabular-nums', isEmpty && 'text-muted')}>
      {isEmpty ? (
        'not tried yet'
      ) : (
        <>
          <span className="block text-sm text-muted">{many(count.requests, 'request')}</span>
          <span className="block font-semibold">{many(count.writes, 'write')}</span>
          <span className="block font-semibold">{many(count.setCookies, 'Set-Cookie')}</span>
        </>
      )}
    </td>
  )
}

const many = (count: number, word: string) => `${String(count)} ${word}${count === 1 ? '' : 's'}`
