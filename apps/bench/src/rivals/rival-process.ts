import { CONTESTANTS } from './contestants.ts'
import { CORRECTNESS_QUESTIONS, type Verdict } from './correctness-questions.ts'
import { Scene } from './scene.ts'
import { startRedis } from '@larder/redis-adapter/testing'

const [name, questionId] = process.argv.slice(2)
const contestant = CONTESTANTS.find((one) => one.name === name)
const question = CORRECTNESS_QUESTIONS.find(({ id }) => id === questionId)
if (!contestant || !question) throw new Error(`There is no ${name} or no ${questionId}.`)

/** Errors that nobody catches: they end a process that does not listen for them. */
let stray = 0
process.on('unhandledRejection', () => stray++)
process.on('uncaughtException', () => stray++)

const redis = await startRedis()
process.on('SIGTERM', () => void redis.close().then(() => process.exit(1)))
let verdict: Verdict
try {
  verdict = await question.ask(new Scene(contestant, redis))
} catch (error) {
  verdict = { answer: 'no', detail: `it threw ${error instanceof Error ? error.name : 'something'}` }
}
if (stray > 0)
  verdict = {
    answer: 'no',
    detail: [verdict.detail, 'an error ends the process'].filter(Boolean).join(', and '),
  }
redis.resume()
await redis.close()
process.send?.(verdict, () => process.exit(0))
