const RealDate = Date
let offsetMs = 0

/** Milliseconds since the epoch on the real clock, with fractions. */
export const realNow = (): number => performance.timeOrigin + elapsed()
const elapsed = performance.now.bind(performance)

/** Moves the app's clock; returns by how much it jumped. */
export function setClockOffset(ms: number): number {
  const jumped = ms - offsetMs
  offsetMs = ms
  return jumped
}

/**
 * Replaces Date so that "now" is ahead of real time by the offset. Dates made from values are untouched, and every
 * date is still an instance of the one Date there is.
 */
export function installClock(): void {
  const now = (): number => RealDate.now() + offsetMs
  const ShiftedDate = function (this: unknown, ...args: unknown[]): unknown {
    const asked: unknown = new.target
    if (typeof asked !== 'function') return new RealDate(now()).toString()
    const target = asked === ShiftedDate ? RealDate : asked
    return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, target)
  }
  Object.defineProperties(ShiftedDate, {
    name: { value: 'Date', configurable: true },
    length: { value: 7, configurable: true },
    prototype: { value: RealDate.prototype, writable: false },
    now: { value: now, writable: true, configurable: true },
    parse: { value: RealDate.parse, writable: true, configurable: true },
    UTC: { value: RealDate.UTC, writable: true, configurable: true },
  })
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: ShiftedDate,
    writable: true,
    configurable: true,
  })
  Object.defineProperty(globalThis, 'Date', { value: ShiftedDate, writable: true, configurable: true })
}
