import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Place } from '@/lessons/kit/lesson'
import { forgetKeptCode, keepCode, readKeptCode, type KeptCode } from '@/components/sandbox/kept-code'
import { wouldEmpty } from './keeps-records'
import { loadHand } from './load-hand'
import type { PlayerParts } from './player-parts'

export type Pace = 'slow' | 'normal' | 'fast'

export interface PlayerState {
  /** off: not begun. waiting: between steps, until the next is asked for. done: the last step was played. */
  phase: 'off' | 'playing' | 'waiting' | 'done'
  /** A step's action is under way. */
  busy: boolean
  /** Steps played or being played. */
  played: number
  total: number
  say: string | null
  at: Place | null
  pace: Pace
  /** The question whether stores may be emptied is open; what it will begin, once answered. */
  asking: { stepwise: boolean } | null
  /** The learner's own code, put aside when the walkthrough began. */
  kept: KeptCode | null
  /** Why a step could not be played. */
  trouble: string | null
}

export interface Player extends PlayerState {
  actions: {
    /** Starts, or asks first when stores hold something that starting would delete. */
    begin: (stepwise: boolean) => void
    /** The question was answered with no. */
    leaveIt: () => void
    /** From the first step, unasked. stepwise: waits after each step until `step` is called. */
    start: (stepwise: boolean) => void
    pause: () => void
    resume: () => void
    /** Plays one step and waits; asked for while one is under way, it plays the next after it, once. */
    step: () => void
    stop: () => void
    setPace: (pace: Pace) => void
    /** Puts the learner's code back and closes. */
    giveBack: () => void
    /** Closes and leaves the walkthrough's code in the editor. */
    close: () => void
  }
}

const CLOSED = {
  phase: 'off',
  busy: false,
  played: 0,
  say: null,
  at: null,
  asking: null,
  trouble: null,
} as const
const PACE: Record<Pace, number> = { slow: 1.6, normal: 1, fast: 0.35 }

/** Plays a lesson's script on the lab. Knows nothing of React. */
export function createPlayer(parts: PlayerParts): StoreApi<Player> {
  const { slug, steps, lab, storage, wait } = parts
  let run = new AbortController()
  let askedEarly = false
  const get = () => store.getState()
  const set = (change: Partial<PlayerState>) => store.setState(change)

  const playOne = async (signal: AbortSignal) => {
    const step = steps[get().played]
    if (!step || get().busy) return
    const caption = { at: step.at ?? null, say: step.say ?? get().say }
    set({ busy: true, played: get().played + 1, trouble: null, ...caption })
    const stage = { ...parts, pace: () => PACE[get().pace], signal }
    const trouble = await troubleOf(async () => (await loadHand()).perform(step, stage))
    if (signal.aborted) return
    if (trouble !== null) set({ trouble, phase: 'waiting' })
    set({ busy: false, ...(get().played === steps.length && { phase: 'done' }) })
    playAsked(signal)
  }
  const playAsked = (signal: AbortSignal) => {
    const isWanted = askedEarly && get().phase === 'waiting' && get().trouble === null
    askedEarly = false
    if (isWanted) void playOne(signal)
  }
  const playOn = async () => {
    const { signal } = run
    set({ phase: 'playing' })
    while (get().phase === 'playing' && !signal.aborted) {
      await playOne(signal)
      if (get().phase !== 'playing') return
      await wait(readingTime(get().say) * PACE[get().pace], signal).catch(() => undefined)
    }
  }
  const begin = async (signal: AbortSignal, stepwise: boolean) => {
    const trouble = await troubleOf(async () => (await loadHand()).setScene(lab, parts.code.starter))
    if (signal.aborted) return
    set({ busy: false, trouble, ...(trouble !== null && { phase: 'done' }) })
    if (trouble === null) await (stepwise ? playOne(signal) : playOn())
  }
  const anew = () => {
    run.abort()
    run = new AbortController()
    askedEarly = false
  }
  const close = () => {
    forgetKeptCode(storage, slug)
    anew()
    set({ ...CLOSED, kept: null })
  }

  const store: StoreApi<Player> = createStore<Player>(() => ({
    ...CLOSED,
    total: steps.length,
    pace: 'normal',
    kept: null,
    actions: {
      begin: (stepwise) => {
        if (lab.getState().connection !== 'live') return
        if (wouldEmpty(lab)) set({ asking: { stepwise } })
        else get().actions.start(stepwise)
      },
      leaveIt: () => set({ asking: null }),
      start: (stepwise) => {
        anew()
        const { files, entry } = lab.getState()
        // Code kept from a walkthrough that was cut short is the learner's; what is in the editor then is not.
        const kept = get().kept ?? keepCode(storage, slug, { files, entry })
        set({ ...CLOSED, kept, phase: 'waiting', busy: true })
        const { signal } = run
        void begin(signal, stepwise)
      },
      pause: () => {
        if (get().phase === 'playing') set({ phase: 'waiting' })
      },
      resume: () => {
        if (get().phase === 'waiting') void playOn()
      },
      step: () => {
        if (get().phase === 'playing') set({ phase: 'waiting' })
        if (get().phase !== 'waiting') return
        if (get().busy) askedEarly = true
        else void playOne(run.signal)
      },
      stop: () => {
        anew()
        set({ phase: 'done', busy: false, at: null, trouble: null })
      },
      setPace: (pace) => set({ pace }),
      giveBack: () => {
        const { kept } = get()
        if (kept) lab.getState().actions.replaceFiles(kept.files, kept.entry)
        close()
      },
      close,
    },
  }))
  // After the first state, which is what the server rendered: React shows that one while it hydrates.
  store.setState({ kept: readKeptCode(storage, slug) })
  return store
}

/** Why it failed, in words; null: it did not. */
async function troubleOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
}

/** Long enough to read a sentence at ease and look where it points. */
function readingTime(say: string | null): number {
  const words = say?.split(/\s+/).length ?? 0
  return 1400 + words * 270
}
