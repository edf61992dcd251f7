/** As Redis has them when nobody configures it otherwise, and every one of ours. */
const DATABASES = 16

/** The database that an app logged in to (`redis://localhost:6379/1`); 0 when it named none, or none that there is. */
export function chosenDatabase(named: string | null | undefined): number {
  const number = /^\d{1,2}$/.test(named ?? '') ? Number(named) : 0
  return number < DATABASES ? number : 0
}
