import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

/** Fetch standard 4.7, HTTP-network fetch: Set-Cookie is read only when credentials are included. */
export const credentialsReceived: ReceivedRule = (cookie, { credentials, url, from }) =>
  credentials
    ? null
    : {
        code: 'credentials-omitted',
        rule: 'A fetch without credentials ignores Set-Cookie',
        section: 'Fetch standard 4.7, HTTP-network fetch',
        sentence: sentence(
          `${quote(cookie.name)} from ${url.host} is ignored: the page at ${from ?? 'an unknown origin'} fetched without credentials.`,
        ),
      }
