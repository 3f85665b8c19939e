export { devalueCodec } from './devalue-codec.ts'
