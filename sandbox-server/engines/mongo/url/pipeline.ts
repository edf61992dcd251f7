import { MongoFault } from './fault'
import { assertHarmless, refuseStage } from './harmless'
import { documentIn, isDocument, listIn } from './values'

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)

/** Stages of one collection’s documents, which read nothing else. */
const PLAIN = new Set(
  words(`$match $project $addFields $set $unset $group $sort $limit $skip $unwind $count $bucket $bucketAuto $sortByCount
    $sample $replaceRoot $replaceWith $redact $setWindowFields $densify $fill $geoNear`),
)
/** Those that may stand in an update. */
const OF_UPDATES = new Set(words('$set $addFields $unset $project $replaceRoot $replaceWith'))
/** More of them, one in the other, than anybody needs. */
const DEEPEST = 20

/** Throws where a pipeline reaches beyond its own database, writes, or runs code; at any depth. */
export function judgePipeline(pipeline: unknown, depth = 0): void {
  if (depth > DEEPEST) throw new MongoFault('BadValue', 'This pipeline is nested too deeply.')
  for (const stage of listIn(pipeline, 'A pipeline')) {
    const [name, value] = onlyField(stage)
    if (PLAIN.has(name)) assertHarmless(value)
    else judgeReaching(name, value, depth)
  }
}

/** Throws where the pipeline of an update holds anything but its own stages. */
export function judgeUpdatePipeline(pipeline: unknown): void {
  for (const stage of listIn(pipeline, 'A pipeline')) {
    const [name, value] = onlyField(stage)
    if (!OF_UPDATES.has(name)) throw refuseStage(name)
    assertHarmless(value)
  }
}

function onlyField(stage: unknown): [string, unknown] {
  const fields = Object.entries(documentIn(stage, 'A stage'))
  const [field] = fields
  if (!field || fields.length > 1)
    throw new MongoFault('FailedToParse', 'A stage of a pipeline must have exactly one field.')
  return field
}

/** Stages that read another collection, or hold pipelines of their own. */
function judgeReaching(name: string, value: unknown, depth: number): void {
  switch (name) {
    case '$facet':
      for (const inner of Object.values(documentIn(value, name))) judgePipeline(inner, depth + 1)
      return
    case '$lookup':
    case '$graphLookup':
      judgeOther(name, 'from', value, depth)
      return
    case '$unionWith':
      if (typeof value === 'string') assertCollection(value)
      else judgeOther(name, 'coll', value, depth)
      return
    default:
      throw refuseStage(name)
  }
}

function judgeOther(name: string, place: 'from' | 'coll', value: unknown, depth: number): void {
  const { [place]: collection, pipeline, ...rest } = documentIn(value, name)
  // A document in this place would name a database: another’s.
  if (isDocument(collection)) throw refuseStage(`${name} from another database`)
  // Without a collection it reads what its own pipeline makes.
  assertCollection(collection)
  // `db` belongs to no form of these that an app may use.
  if (Object.hasOwn(rest, 'db')) throw refuseStage(`${name} from another database`)
  if (pipeline !== undefined) judgePipeline(pipeline, depth + 1)
  assertHarmless(rest)
}

/** The name of an ordinary collection. Throws for what MongoDB keeps for itself. */
export function assertCollection(name: unknown): string {
  if (typeof name !== 'string' || name === '' || /[$\0]/.test(name) || name.startsWith('.'))
    throw new MongoFault('InvalidNamespace', 'Invalid collection name.')
  if (/^system\./.test(name))
    throw new MongoFault(
      'Unauthorized',
      `${name.slice(0, 60)} belongs to MongoDB itself and is not shown here.`,
    )
  return name
}
