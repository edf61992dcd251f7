import { Placeholder } from '@/components/ui/placeholder'
import type { EngineKind, EngineView } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'
import { isDown } from './is-down'

const BECOMES: Record<EngineKind, string> = {
  redis: 'a key with a value and a time to live',
  memcached: 'an item with a key, a value and a time to live',
  postgres: 'a row of a table',
  mongo: 'a document of a collection',
}

interface Props {
  kind: EngineKind
  /** The app ran at least once. */
  started: boolean
  engine: EngineView | null
}

/** The app uses this store and nothing lies in it yet. */
export function NotUsedYet({ kind, started, engine }: Props) {
  const name = ENGINE_NAMES[kind]
  if (isDown(engine))
    return (
      <Placeholder title="Nobody can look inside now.">
        <p>
          {name} is not running.{' '}
          {kind === 'postgres' || kind === 'mongo'
            ? 'What it keeps lies on the disk and outlives it: start it, and it is there again.'
            : 'It kept everything in memory, so what it held is gone.'}
        </p>
      </Placeholder>
    )
  if (engine?.state === 'idle' || engine?.state === 'starting')
    return (
      <Placeholder title={engine.state === 'idle' ? `${name} is asleep.` : `${name} is starting.`}>
        <p>
          {engine.state === 'idle' ? 'The app’s next connection wakes it. ' : ''}
          What it holds is shown as soon as it can be asked.
        </p>
      </Placeholder>
    )
  return (
    <Placeholder title={engine ? `${name} holds nothing yet.` : `${name} has not been used yet.`}>
      <p>
        {started
          ? `When the server saves a session, it becomes ${BECOMES[kind]}, here in the session’s colour.`
          : `Run the app. It starts ${name} with its first connection.`}
      </p>
    </Placeholder>
  )
}
