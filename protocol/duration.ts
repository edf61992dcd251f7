/** `30 min`, `1 day`, `2 h`: the largest unit that fits. */
export function duration(ms: number): string {
  const units: [number, string, string][] = [
    [86_400_000, 'day', 'days'],
    [3_600_000, 'h', 'h'],
    [60_000, 'min', 'min'],
    [1000, 's', 's'],
  ]
  const [size, one, many] = units.find(([unit]) => ms >= unit) ?? [1, 'ms', 'ms']
  const count = Math.round((ms / size) * 10) / 10
  return `${String(count)} ${count === 1 ? one : many}`
}
