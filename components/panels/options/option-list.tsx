'use client'

import { Suspense, use, useState } from 'react'
import { useStore } from 'zustand'
import { keepPromises } from '@/components/hooks/kept-promises'
import { useLabStore } from '@/components/sandbox/use-lab'
import { CodeWords } from '@/components/ui/code-words'
import type { OptionSet, StoreOption } from '@/lessons/kit/store-option'
import { useOptionsSource, type OptionsSource } from './options-scope'
import { ReturnOwnCode } from './return-own-code'
import { createTrials } from './trials'
import { ValueTrial } from './value-trial'

/** The options as a list, and what has become of those that were tried. */
export default function OptionList() {
  const source = useOptionsSource()
  const sets = use(setsOf(source))
  const lab = useLabStore()
  const [trials] = useState(() =>
    createTrials({
      slug: source.slug,
      solution: source.solution,
      lab,
      storage: window.localStorage,
      prepare: (files) => source.prepare(lab, files),
      play: (step) => source.play(lab, step),
      wouldEmpty: () => source.wouldEmpty(lab),
    }),
  )
  const asking = useStore(trials, (now) => now.asking)
  const { tryOut, leaveIt } = useStore(trials, (now) => now.actions)
  const { Question } = source
  const hasKept = useStore(trials, (now) => now.kept !== null)
  return (
    <>
      <Suspense>{asking ? <Question onBegin={() => void tryOut(asking)} onClose={leaveIt} /> : null}</Suspense>
      {hasKept ? <ReturnOwnCode trials={trials} /> : null}
      {sets.map((set) => (
        <div key={set.module}>
          {sets.length > 1 ? (
            <h3 className="mt-6 mb-1 font-mono text-base font-semibold">{set.module}</h3>
          ) : null}
          <ul className="border-b">
            {set.options.map((option) => (
              <li key={option.name} className="border-t py-3.5">
                <About option={option} />
                {option.values.map((value) => (
                  <ValueTrial
                    key={value.text}
                    id={`${set.module} ${option.name} ${value.text}`}
                    set={set}
                    value={value}
                    trials={trials}
                  />
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function About({ option: { name, purpose, fallback } }: { option: StoreOption }) {
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <strong className="font-mono text-base font-semibold">{name}</strong>
        <span className="text-sm text-muted">
          without it: <CodeWords text={fallback} />
        </span>
      </p>
      <p className="mt-0.5 text-base">
        <CodeWords text={purpose} />
      </p>
    </>
  )
}

const loaded = keepPromises<readonly OptionSet[]>()
const setsOf = ({ slug, load }: OptionsSource) => loaded(slug, load)
