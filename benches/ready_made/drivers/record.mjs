// What the drivers in Node share: calls of a package's own functions, in steps that the recorder between it and the server sees.

import { Redis } from 'ioredis'

export const LIMIT = 100
export const WINDOW_S = 3600
export const LOCKS = 200
export const LEASE_MS = 60_000

const SUBJECT = 'user00042'

const port = Number(process.argv[2])

export const connect = () => new Redis({ port, enableReadyCheck: false })

const marks = connect()

// So many calls, all of which must be granted, or refused.
async function step(name, granted, count, call) {
  await marks.echo(`step ${name} ${granted ? 'granted' : 'refused'} ${count}`)
  for (let i = 0; i < count; i++) {
    if ((await call(i)) !== granted) throw new Error(`call ${i + 1} of the step ${name} was ${granted ? 'refused' : 'granted'}`)
  }
}

// `ask` says whether a request of this subject may pass.
export async function limiter(ask) {
  await ask('warm-up')
  await step('admitted', true, LIMIT, () => ask(SUBJECT))
  await step('rejected', false, LIMIT, () => ask(SUBJECT))
}

// Functions that say if they did it: `acquire(name)`, `extend(held)`, `release(held)`, the first of which replies what is held, or null.
export async function lock({ acquire, extend, release }) {
  const held = []
  const take = async name => (held.push(await acquire(name)), held.at(-1) !== null)
  const first = await acquire('warm-up')
  await extend(first)
  await release(first)
  await step('acquire', true, LOCKS, i => take(`lock${i}`))
  await step('held', false, LOCKS, async i => (await acquire(`lock${i}`)) !== null)
  await step('extend', true, LOCKS, i => extend(held[i]))
  await step('release', true, LOCKS, i => release(held[i]))
}

// Runs the one that the command line names.
export async function run(contenders) {
  await contenders[process.argv[3]]()
  process.exit(0)
}
