import { execFileSync } from 'node:child_process'

/** The shared libraries a program needs, its loader included, as `ldd` names them. */
export function librariesOf(program: string): string[] {
  const text = execFileSync('ldd', [program], { encoding: 'utf8' })
  const paths = [...text.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] ?? '')
  return [...new Set(paths)].filter((path) => path !== '')
}
