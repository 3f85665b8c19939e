import type { Environment } from '../environment.ts'
import type { HttpQuestion } from './http-questions.ts'
import type { OpenLoopFigures } from './open-loop.ts'

/** Everything that `pnpm bench http` measures. */
export interface HttpFigures {
  readonly environment: Environment
  readonly versions: Readonly<Record<string, string>>
  /** Load average of the minute before. */
  readonly loadBefore: number
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly rateSeconds: number
  /** Records of the mirrored table. */
  readonly reservations: number
  readonly throughput: readonly Throughput[]
  readonly rates: readonly RateFigures[]
  readonly direct: DirectFigures
  readonly cost: CostFigures
}

/** One question, asked as fast as both answer, in turns. */
export interface Throughput {
  readonly question: HttpQuestion['id']
  /** 304: with `If-None-Match`. */
  readonly status: 200 | 304
  readonly bytes: number
  /** One of each round. */
  readonly larder: readonly Sample[]
  readonly raw: readonly Sample[]
}

export interface Sample {
  readonly perSecond: number
  /** Processor time of the server for one request, in µs. */
  readonly cpuUs: number
}

/** One question at a given rate. */
export interface RateFigures {
  readonly question: HttpQuestion['id']
  readonly larder: OpenLoopFigures
  readonly raw: OpenLoopFigures
}

/** The same questions, in turn, without Larder. */
export interface DirectFigures {
  /** As often as Airtable allows. */
  readonly paced: OpenLoopFigures
  /** As often as Larder is asked, by a client that knows of no limit. */
  readonly unpaced: OpenLoopFigures
}

/** Calls to Airtable. */
export interface CostFigures {
  /** For the first requests, from an empty cache and an empty Redis, by kind. */
  readonly first: Cost
  /** From then on until the mirrored table was read as a whole. */
  readonly mirror: Cost
  /** While requests came at the given rate. */
  readonly steady: Cost
}

export interface Cost {
  readonly requests: number
  readonly calls: Readonly<Record<string, number>>
}
