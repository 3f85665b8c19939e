export { LarderStore, type LarderStoreOptions } from './larder-store.ts'
