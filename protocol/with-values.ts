/** A record's data with these values put in; what was no object becomes them alone. */
export function withValues(data: unknown, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? { ...data, ...values }
    : { ...values }
}
