/**
 * The record that takes an old one's place. express-session needs `cookie` in every record, so a new one without it keeps
 * the old; the end that the cookie names stays in any case, as the store's own does.
 */
export function editedData(data: unknown, old: unknown): unknown {
  const cookie = isObject(old) ? old.cookie : undefined
  if (!isObject(data) || !isObject(cookie)) return data
  const given = Object.hasOwn(data, 'cookie') ? data.cookie : undefined
  const kept = { ...(isObject(given) ? given : cookie) }
  for (const name of ['originalMaxAge', 'expires']) if (Object.hasOwn(cookie, name)) kept[name] = cookie[name]
  return { ...data, cookie: kept }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
