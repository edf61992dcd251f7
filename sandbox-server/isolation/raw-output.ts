/** Drops the lines of a printed stack that point into our preload: nobody but us can do anything about them. */
export function withoutPreloadFrames(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*preload\.cjs:\d+:\d+\)?( \{)?$/.test(line))
    .join('\n')
}
