/** Request header that carries the exchange id to the preload, which removes it before the app can see it. */
export const EXCHANGE_HEADER = 'x-crumbtrail-exchange'

/** Follows the id in the header when only the exchange itself is to be recorded, not what happened inside the app. */
export const IN_BRIEF = '-brief'
