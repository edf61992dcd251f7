import { LIMITS } from '../../../../protocol/limits'
import type { Document } from '../wire/bson'
import { MongoFault } from './fault'
import { unknownField } from './judge-write'
import { assertCollection } from './pipeline'
import { numberIn, pick } from './values'

/** Said by drivers with any command; the command that goes on is one of ours, which has its own. */
const EVERYWHERE = new Set([
  ...['$db', 'lsid', '$clusterTime', '$readPreference', 'readConcern', 'writeConcern', 'comment', 'maxTimeMS'],
  ...['apiVersion', 'apiStrict', 'apiDeprecationErrors', 'bypassDocumentValidation', 'allowDiskUse'],
])
const OF_TRANSACTIONS = ['txnNumber', 'startTransaction', 'autocommit']

/** One command as the app sent it. */
export class Request {
  readonly verb: string
  readonly document: Document
  /** As the app calls it. */
  readonly database: string
  /** On the wire. */
  readonly bytes: number

  /** Throws where it names no database, or belongs to a transaction. */
  constructor(document: Document, bytes: number) {
    const [verb = ''] = Object.keys(document)
    const { $db: database } = document
    if (typeof database !== 'string') throw new MongoFault('FailedToParse', 'A command must name its database.')
    if (OF_TRANSACTIONS.some((name) => Object.hasOwn(document, name)))
      throw new MongoFault(
        'IllegalOperation',
        'Transaction numbers are only allowed on a replica set member or mongos',
      )
    this.verb = verb
    this.document = document
    this.database = database
    this.bytes = bytes
  }

  get subject(): unknown {
    return this.document[this.verb]
  }

  /** The collection that the command names. */
  collection(): string {
    return assertCollection(this.subject)
  }

  namespace(): string {
    return `${this.database}.${this.collection()}`
  }

  /** Those fields of the command; throws where it has others that nobody knows here. */
  fields(carried: readonly string[], ignored: readonly string[] = []): Document {
    for (const name of Object.keys(this.document))
      if (name !== this.verb && !EVERYWHERE.has(name) && !carried.includes(name) && !ignored.includes(name))
        throw unknownField(name)
    return pick(this.document, carried)
  }

  /** No command may take longer than this. */
  get maxTimeMS(): number {
    const asked = numberIn(this.document.maxTimeMS) ?? 0
    return asked > 0 ? Math.min(asked, LIMITS.engine.statementMs) : LIMITS.engine.statementMs
  }
}
