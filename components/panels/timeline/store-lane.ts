import { STORE_NAMES } from '@/protocol/engine-name'
import type { ExchangeView } from '@/protocol/model/views'
import { storeKindOf } from '@/protocol/store-classes'

/** What the third lifeline is called: the server that was spoken to, else the store asked, else the one the app made. */
export function storeLane(
  { commands, storeCalls }: Pick<ExchangeView, 'commands' | 'storeCalls'>,
  made: string | undefined,
): string {
  const [command] = commands
  if (command) return STORE_NAMES[command.kind]
  const store = storeCalls[0]?.store ?? made
  if (store === undefined) return 'Store'
  const kind = storeKindOf(store)
  return kind === null ? store : STORE_NAMES[kind]
}
