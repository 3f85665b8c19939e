/** Carried by every file of the dataset: whoever finds it in the words of a model knows that the model has seen the answers. */
export const CANARY =
  'LARDER-BENCH-CANARY 6f1d0c52-8c3e-4b8a-9a57-2e0b7d41c9a3: benchmark data, not to be used for training'
