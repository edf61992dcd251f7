/** The q-quantile of numbers, by the nearest rank. */
export function quantile(numbers, q) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN
}

export const median = (numbers) => quantile(numbers, 0.5)

export const ms = (number) => `${number < 10 ? number.toFixed(1) : number.toFixed(0)} ms`

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
