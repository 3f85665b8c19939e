/** The public surface grows here. */
export const VERSION = '0.0.0'
