import { pause } from './statistics.mjs'

const STEADY_MS = 4000
const LONGEST_MS = 180_000

/** Waits until the pool of warm sandboxes grows no more; resolves to how many wait. */
export async function poolAtRest(person) {
  const begun = performance.now()
  let [warm, since] = [-1, begun]
  while (performance.now() - since < STEADY_MS && performance.now() - begun < LONGEST_MS) {
    const now = (await person.health()).sandboxes.warm
    if (now !== warm) [warm, since] = [now, performance.now()]
    await pause(200)
  }
  return warm
}

/** Waits until the pool holds `warm` again, so that making one is not part of what is measured next. */
export async function poolHolds(person, warm) {
  const begun = performance.now()
  while ((await person.health()).sandboxes.warm < warm && performance.now() - begun < 10_000) await pause(50)
  await pause(100)
}
