import { WorkspaceId } from '../../protocol/workspace'

/** Whom a Host header names: the control API, a workspace's app, or nobody we know. */
export type Addressee = { type: 'api' } | { type: 'workspace'; id: string } | { type: 'nobody' }

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Reads a Host header. Any name but ours is refused, so that a foreign name pointing at this machine leads nowhere. */
export function addressee(host: string | undefined, extraHosts: readonly string[]): Addressee {
  const name = (host ?? '').toLowerCase().replace(/:\d{1,5}$/, '')
  if (LOOPBACK.includes(name) || extraHosts.includes(name)) return { type: 'api' }
  const label = name.endsWith('.localhost') ? name.slice(0, -'.localhost'.length) : ''
  const id = WorkspaceId.safeParse(label)
  return id.success ? { type: 'workspace', id: id.data } : { type: 'nobody' }
}
