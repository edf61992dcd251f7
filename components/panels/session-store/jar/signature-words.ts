/** What can be said of a readable cookie's signature: on its badge, and to whoever changes the cookie by hand. */
export interface SignatureWords {
  badge: string
  tone: 'attention' | 'bad'
  title: string
  /** What the server will make of data that was changed. */
  warning: string
}

/** Words for the inspector's own, such as `valid with keys[0]` or `none: the option signed is false`. */
export function signatureWords(signature: string | null): SignatureWords {
  const title = signature ?? ''
  switch (/^\w+/.exec(title)?.[0]) {
    case 'valid':
      return {
        badge: 'signed, readable',
        tone: 'attention',
        title: 'Signed, not encrypted: anybody can read it, nobody can change it',
        warning:
          'You do not have the server’s key, so the signature will not fit and the server will refuse it.',
      }
    case 'invalid':
      return {
        badge: 'wrong signature',
        tone: 'bad',
        title,
        warning: 'The signature does not fit the value, so the server will refuse it.',
      }
    case 'missing':
      return {
        badge: 'signature missing',
        tone: 'bad',
        title,
        warning: 'It has no signature, so the server will refuse it.',
      }
    case 'not':
      return {
        badge: 'signature not checked',
        tone: 'attention',
        title,
        warning:
          'The signature stays the old one. Whether it is refused, the app’s own way of signing decides.',
      }
    default:
      return {
        badge: 'not signed',
        tone: 'bad',
        title,
        warning: 'Nothing is signed, so the server will believe what you write.',
      }
  }
}
