import type { EngineView } from '@/protocol/engine'

/** It was stopped or has died: nobody answers until somebody starts it. One that sleeps is woken by the next connection. */
export const isDown = (engine: Pick<EngineView, 'state'> | null): boolean =>
  engine?.state === 'stopped' || engine?.state === 'failed'
