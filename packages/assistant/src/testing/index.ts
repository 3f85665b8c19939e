export { INTENTS } from '../slots.ts'
