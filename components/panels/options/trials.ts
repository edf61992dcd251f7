import { createStore, type StoreApi } from 'zustand/vanilla'
import { readProgress } from '@/components/hooks/lesson-progress'
import { beginTrial, endTrial, trialSpans } from '@/components/hooks/trial-spans'
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
  /** Whether preparing deletes something from a store. */
  wouldEmpty: () => boolean
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

/** What is to be tried, and the key its outcome is kept under. */
export interface Wish {
  key: string
  set: OptionSet
  value: OptionValue
}

export interface Trials {
  /** Being tried now: the key of a value. */
  busy: string | null
  /** The value whose code is in the editor, with its outcome; the others keep theirs. */
  latest: string | null
  outcomes: Readonly<Record<string, Outcome>>
  /** The learner’s own code, put aside by the first trial. */
  kept: KeptCode | null
  /** The question whether stores may be emptied is open; what it will try, once answered. */
  asking: Wish | null
  actions: {
    /** Tries, or asks first when that would delete something that no trial left behind. */
    begin: (wish: Wish) => void
    /** The question was answered with no. */
    leaveIt: () => void
    /** Unasked. On the learner’s own code; on the lesson’s where an edit does not fit that, or the effect does not show in it. */
    tryOut: (wish: Wish) => Promise<void>
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
    asking: null,
    actions: {
      begin: (wish) => {
        if (parts.wouldEmpty() && hasActed(slug, lab.getState())) set({ asking: wish })
        else void get().actions.tryOut(wish)
      },
      leaveIt: () => set({ asking: null }),
      tryOut: async ({ key, set: { base }, value }) => {
        if (get().busy !== null) return
        keepEdits()
        const own = ownCode()
        set({ asking: null, busy: key, latest: key, kept: keepCode(storage, slot, own) })
        const mine = withEdits(own.files, value.edits)
        const lessons = withEdits(base ?? solution.files, value.edits)
        const { workspace, trace } = lab.getState()
        if (workspace) beginTrial(slug, workspace.id, trace.lastId, trace.events[0]?.id ?? 0)
        const outcome = await inTurn({ ...parts, prepare }, value, mine, lessons)
        endTrial(slug, lab.getState().trace.lastId)
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

/** Somebody sent, asked or changed something since the last trial: what lies in the stores is not only its rest. */
function hasActed(slug: string, { trace, workspace }: Lab): boolean {
  const last = trialSpans(readProgress(slug).trials, workspace?.id ?? null).at(-1)?.to ?? 0
  return (
    trace.exchanges.some(({ firstEventId }) => firstEventId > last) ||
    trace.events.some(({ id, type }) => id > last && (type === 'record.edited' || type === 'engine.asked'))
  )
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
  { lab, prepare, play, patienceMs = 3000 }: TrialParts,
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
