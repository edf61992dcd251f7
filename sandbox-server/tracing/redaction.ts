/** What must never leave the server, and what stands in its place. */
export interface Redaction {
  find: string
  replace: string
  /** Around `find`, for what varies; written for JSON text. Without it, `find` to the letter. */
  pattern?: RegExp
}

/** A function that cleans JSON text. Needles are escaped as JSON would, so that Windows paths are found too. */
export function redactor(rules: readonly Redaction[]): (json: string) => string {
  const needles = rules
    .filter((rule) => rule.find.length > 1)
    .map(({ find, replace, pattern }) => ({
      find: escaped(find),
      replace: escaped(replace),
      what: pattern ?? escaped(find),
    }))
    .sort((a, b) => b.find.length - a.find.length)
  return (json) => {
    let clean = json
    for (const { find, replace, what } of needles) {
      if (clean.includes(find)) clean = clean.replaceAll(what, () => replace)
    }
    return clean
  }
}

/** A folder of the host seen from inside: paths below it become relative, the folder itself a dot. */
export function relativeTo(folder: string): Redaction[] {
  return [
    { find: `${folder}/`, replace: '' },
    { find: folder, replace: '.' },
  ]
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
