import { readMode } from '@/components/hooks/mode'

/** The screen is in presenter mode: large type, the lesson's text hidden. */
export const isPresenting = (): boolean => readMode() === 'present'
