const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const pad = (value: number): string => String(value).padStart(2, '0')

/** Time that is left: `59:41`, `2 h 05 min`, `13 days`; `expired` at zero. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return 'expired'
  if (ms < HOUR) return `${pad(Math.floor(ms / MINUTE))}:${pad(Math.floor((ms % MINUTE) / 1000))}`
  if (ms < 2 * DAY) return `${String(Math.floor(ms / HOUR))} h ${pad(Math.floor((ms % HOUR) / MINUTE))} min`
  return `${String(Math.floor(ms / DAY))} days`
}

/** Time of day where the reader is: `14:05:12`. */
export function clockTime(ms: number): string {
  const date = new Date(ms)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':')
}

/** `0.4 ms`, `12 ms`, `2.1 s`. */
export function shortDuration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** `1 byte`, `128 bytes`, `3.2 KB`. */
export function byteCount(bytes: number): string {
  if (bytes === 1) return '1 byte'
  return bytes < 4096 ? `${String(bytes)} bytes` : `${(bytes / 1024).toFixed(1)} KB`
}
