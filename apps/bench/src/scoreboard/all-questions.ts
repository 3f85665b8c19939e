import { coldKey, failingLoader } from './questions/shared-loads.ts'
import { datesAndMaps, falsyValues, mutation } from './questions/values.ts'
import { deleteDuringLoad, deleteElsewhereDuringLoad, tagDuringLoad } from './questions/forget-during-load.ts'
import { garbage } from './questions/garbage.ts'
import { deleteReaches, lostMessage } from './questions/lost-message.ts'
import { redisHangs, redisIsBack, redisKilled } from './questions/redis-trouble.ts'
import type { ScoreboardQuestion } from './question.ts'

export const SCOREBOARD_QUESTIONS: readonly ScoreboardQuestion[] = [
  deleteDuringLoad,
  deleteElsewhereDuringLoad,
  tagDuringLoad,
  deleteReaches,
  lostMessage,
  failingLoader,
  coldKey,
  mutation,
  falsyValues,
  datesAndMaps,
  garbage,
  redisHangs,
  redisKilled,
  redisIsBack,
]
