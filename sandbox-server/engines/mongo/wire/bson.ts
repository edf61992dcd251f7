import type { BSON } from 'mongodb'

/** MongoDB’s own reader and writer of documents, loaded by whoever has a server to show. */
export type Bson = Pick<typeof BSON, 'deserialize' | 'serialize' | 'EJSON' | 'Long'>

export type Document = Record<string, unknown>

/** Numbers stay what they are (int, long, double), so that what passes through here comes out as it went in. */
export const AS_IT_IS = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true }
