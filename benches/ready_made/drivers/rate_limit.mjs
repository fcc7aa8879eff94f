// Rate limiters of npm: `node rate_limit.mjs PORT NAME` makes calls of one of them.

import { Ratelimit } from '@upstash/ratelimit'
import { RedisStore } from 'rate-limit-redis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import RedisGCRA from 'redis-gcra'
import { Semaphore } from 'redis-semaphore'

import { LIMIT, WINDOW_S, connect, limiter, run } from './record.mjs'

const redis = connect()

// The client that it expects is one of HTTP. The first line of its scripts is a flag of Upstash's own server, which others refuse.
const plain = script => script.replace(/^#!.*\n/, '')
const upstashClient = {
  evalsha: () => Promise.reject(new Error('NOSCRIPT')),
  eval: (script, keys, args) => redis.eval(plain(script), keys.length, ...keys, ...args),
}

function upstash(algorithm) {
  const ratelimit = new Ratelimit({ redis: upstashClient, limiter: algorithm, ephemeralCache: false, timeout: 0 })
  return limiter(async subject => (await ratelimit.limit(subject)).success)
}

async function semaphore() {
  const options = { acquireAttemptsLimit: 1, acquireTimeout: 1, lockTimeout: WINDOW_S * 1000, refreshInterval: 0 }
  await limiter(subject => new Semaphore(redis, subject, LIMIT, options).tryAcquire())
}

function rateLimitRedis() {
  const store = new RedisStore({ sendCommand: (...command) => redis.call(...command) })
  store.init({ windowMs: WINDOW_S * 1000 })
  return limiter(async subject => (await store.increment(subject)).totalHits <= LIMIT)
}

function flexible() {
  const rateLimiter = new RateLimiterRedis({ storeClient: redis, points: LIMIT, duration: WINDOW_S })
  // It rejects with what is left, and with an `Error` if something failed.
  const refuse = reason => {
    if (reason instanceof Error) throw reason
    return false
  }
  return limiter(subject => rateLimiter.consume(subject).then(() => true, refuse))
}

function gcra() {
  const rateLimiter = RedisGCRA({ redis, burst: LIMIT, rate: LIMIT, period: WINDOW_S * 1000 })
  return limiter(async subject => !(await rateLimiter.limit({ key: subject })).limited)
}

await run({
  'upstash-fixed-window': () => upstash(Ratelimit.fixedWindow(LIMIT, `${WINDOW_S} s`)),
  'upstash-sliding-window': () => upstash(Ratelimit.slidingWindow(LIMIT, `${WINDOW_S} s`)),
  'upstash-token-bucket': () => upstash(Ratelimit.tokenBucket(1, `${WINDOW_S / LIMIT} s`, LIMIT)),
  'rate-limit-redis': rateLimitRedis,
  'rate-limiter-flexible': flexible,
  'redis-gcra': gcra,
  'redis-semaphore': semaphore,
})
