import { duration } from './duration'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const ISO = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g

/** A time as a person reads it, to the second: `21 Nov 2026, 05:10:00 UTC`. What is no time stays as it is. */
export function personTime(time: string | number): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return String(time)
  const day = `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`
  return `${day}, ${date.toISOString().slice(-13, -5)} UTC`
}

/** The same with how far it is from now: `…, 1 h from now`, `…, 2 min ago`. Both in milliseconds or ISO. */
export function personTimeFrom(now: number, time: string | number): string {
  const left = new Date(time).getTime() - now
  if (Number.isNaN(left)) return personTime(time)
  const far = Math.abs(left) < 1000 ? 'now' : `${duration(Math.abs(left))} ${left > 0 ? 'from now' : 'ago'}`
  return `${personTime(time)}, ${far}`
}

/** A text in which every ISO time reads as {@link personTime}. */
export const withPersonTimes = (text: string): string => text.replace(ISO, (time) => personTime(time))
