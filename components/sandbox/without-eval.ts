import * as z from 'zod'

// This site's policy forbids eval. Schemas made after this line do not even try it, so no violation is reported.
z.config({ jitless: true })
