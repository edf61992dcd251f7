/** A session in one line, without its cookie: `views: 3, user: {…}`. */
export function jsonLine(data: unknown): string {
  if (typeof data !== 'object' || data === null) return data === undefined ? 'NULL' : JSON.stringify(data)
  const entries = Object.entries(data).filter(([key]) => key !== 'cookie')
  if (entries.length === 0) return '{ cookie }'
  return entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')
}
