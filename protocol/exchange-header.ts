/** Request header that carries the exchange id to the preload, which removes it before the app can see it. */
export const EXCHANGE_HEADER = 'x-crumbtrail-exchange'
