/** The screen is in presenter mode: large type, the lesson's text hidden. */
export const isPresenting = (): boolean => document.documentElement.dataset.mode === 'present'
