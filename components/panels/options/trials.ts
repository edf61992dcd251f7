import { createStore, type StoreApi } from 'zustand/vanilla'
import { keepReplaced } from '@/components/sandbox/kept-copy'
import { forgetKeptCode, keepCode, readKeptCode, type KeptCode } from '@/components/sandbox/kept-code'
import type { Lab } from '@/components/sandbox/lab'
import type { ScenarioStep } from '@/lessons/kit/lesson'
import type { OptionEffect, OptionSet, OptionValue } from '@/lessons/kit/store-option'
import { traceSince } from '@/protocol/model/since'
import { withEdits } from '@/protocol/with-edits'
import type { Files } from '@/protocol/workspace'

/** What trials work with. */
export interface TrialParts {
  slug: string
  lab: StoreApi<Lab>
  solution: KeptCode
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Empties the jars, puts these files in the editor, one instance. */
  prepare: (files: Files) => Promise<void>
  play: (step: ScenarioStep) => Promise<void>
  /** Longest time for the last events to arrive. */
  patienceMs?: number
}

/** What became of one value. */
export interface Outcome {
  /** Whose code it was tried on. other: the learner’s read otherwise. unseen: it did not show in the learner’s. */
  on: 'own' | 'lesson, other' | 'lesson, unseen'
  /** null: it could not be tried; `trouble` says why. */
  effect: OptionEffect | null
  trouble: string | null
}

export interface Trials {
  /** Being tried now: the key of a value. */
  busy: string | null
  /** The value whose code is in the editor, with its outcome; the others keep theirs. */
  latest: string | null
  outcomes: Readonly<Record<string, Outcome>>
  /** The learner’s own code, put aside by the first trial. */
  kept: KeptCode | null
  actions: {
    /** On the learner’s own code; on the lesson’s where an edit does not fit that, or the effect does not show in it. */
    tryOut: (key: string, set: OptionSet, value: OptionValue) => Promise<void>
    /** Puts the learner’s code back and runs it, if an app was running. */
    giveBack: () => Promise<void>
    /** Goes on with the code of the last trial. */
    keepThis: () => void
  }
}

/** Tries options on the lab, one at a time. Knows nothing of React. */
export function createTrials(parts: TrialParts): StoreApi<Trials> {
  const { lab, storage, solution, slug } = parts
  /** The code the last trial put in the editor. */
  let put: Files | null = null
  const slot = `${slug}.options`
  const get = () => store.getState()
  const set = (change: Partial<Trials>) => store.setState(change)
  /** While a walkthrough has the editor, the code it put aside is the learner’s. */
  const ownCode = (): KeptCode => {
    const { files, entry } = lab.getState()
    return get().kept ?? readKeptCode(storage, slug) ?? { files, entry }
  }
  /** What the learner changed in a trial's code is theirs too: Reset brings it back. */
  const keepEdits = () => {
    if (put) keepReplaced(storage, slug, lab.getState(), put)
  }
  const prepare = (files: Files) => {
    put = files
    return parts.prepare(files)
  }
  const end = () => {
    put = null
    forgetKeptCode(storage, slot)
    set({ kept: null, latest: null })
  }

  const store = createStore<Trials>(() => ({
    busy: null,
    latest: null,
    outcomes: {},
    kept: null,
    actions: {
      tryOut: async (key, optionSet, value) => {
        if (get().busy !== null) return
        keepEdits()
        const own = ownCode()
        set({ busy: key, latest: key, kept: keepCode(storage, slot, own) })
        const mine = withEdits(own.files, value.edits)
        const lessons = withEdits(optionSet.base ?? solution.files, value.edits)
        const outcome = await inTurn({ ...parts, prepare }, value, mine, lessons)
        set({ busy: null, outcomes: { ...get().outcomes, [key]: outcome } })
      },
      giveBack: async () => {
        const { kept } = get()
        if (!kept || get().busy !== null) return
        const { actions, workspace } = lab.getState()
        keepEdits()
        actions.replaceFiles(kept.files, kept.entry)
        end()
        if (workspace?.state === 'ready') await actions.run()
      },
      keepThis: end,
    },
  }))
  // After the first state, which is what the server rendered.
  store.setState({ kept: readKeptCode(storage, slot) })
  return store
}

const NO_FIT = 'The lesson’s own code reads differently than this option expects.'

/** The learner’s code first; what shows in it needs no other. */
async function inTurn(
  parts: TrialParts,
  value: OptionValue,
  mine: Files | null,
  lessons: Files | null,
): Promise<Outcome> {
  const own = mine && (await attempt(parts, mine, value))
  if (own?.effect?.seen || (own && !lessons)) return { on: 'own', ...own }
  const on = own ? 'lesson, unseen' : 'lesson, other'
  if (!lessons) return { on, effect: null, trouble: NO_FIT }
  return { on, ...(await attempt(parts, lessons, value)) }
}

async function attempt(
  { lab, prepare, play, patienceMs = 1500 }: TrialParts,
  files: Files,
  { scenario, check }: OptionValue,
): Promise<Pick<Outcome, 'effect' | 'trouble'>> {
  try {
    await prepare(files)
    const { lastId } = lab.getState().trace
    await play({ do: 'run' })
    for (const step of scenario) await play(step)
    const judge = () => check(traceSince(lab.getState().trace, lastId))
    return { effect: await untilSeen(lab, judge, patienceMs), trouble: null }
  } catch (cause) {
    return { effect: null, trouble: cause instanceof Error ? cause.message : String(cause) }
  }
}

/** The last events may still be on their way: judges again as they come, for a moment. */
function untilSeen(lab: StoreApi<Lab>, judge: () => OptionEffect, patienceMs: number): Promise<OptionEffect> {
  return new Promise((resolve, reject) => {
    const end = (effect: OptionEffect) => {
      clearTimeout(late)
      unsubscribe()
      resolve(effect)
    }
    const look = () => {
      try {
        const effect = judge()
        if (effect.seen) end(effect)
        return effect
      } catch (cause) {
        clearTimeout(late)
        unsubscribe()
        reject(cause instanceof Error ? cause : new Error(String(cause)))
        return null
      }
    }
    const late = setTimeout(() => end(judge()), patienceMs)
    const unsubscribe = lab.subscribe((now, before) => {
      if (now.trace !== before.trace) look()
    })
    look()
  })
}
