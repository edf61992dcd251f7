import { field } from '../../../protocol/field'
import type { Document } from './wire/bson'
import { isDocument } from './url/values'

/**
 * The user in an app's connection string, as its first words tell: `saslSupportedMechs: 'admin.user'`, or where the
 * string names the way to log in, the first message of that (RFC 5802, section 7: `n,,n=user,r=…`; RFC 4616: NUL user NUL).
 */
export function userOf({ saslSupportedMechs, speculativeAuthenticate }: Document): string | null {
  if (typeof saslSupportedMechs === 'string')
    return saslSupportedMechs.slice(saslSupportedMechs.indexOf('.') + 1)
  if (!isDocument(speculativeAuthenticate)) return null
  const { payload } = speculativeAuthenticate
  const bytes = field(payload, 'buffer')
  if (!(bytes instanceof Uint8Array)) return null
  const text = Buffer.from(bytes).toString('utf8')
  const scram = /^n,,n=([^,]{1,200}),/.exec(text)?.[1]
  return scram?.replaceAll('=2C', ',').replaceAll('=3D', '=') ?? text.split('\0')[1] ?? null
}
