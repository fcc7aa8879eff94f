// Locks of npm: `node lock.mjs PORT NAME` makes calls of one of them.

import Redlock from 'redlock'

import { LEASE_MS, connect, lock, run } from './record.mjs'

async function redlock() {
  const locker = new Redlock([connect()], { retryCount: 0 })
  const done = promise => promise.then(() => true, () => false)
  await lock({
    acquire: name => locker.lock(name, LEASE_MS).catch(() => null),
    extend: held => done(held.extend(LEASE_MS)),
    release: held => done(held.unlock()),
  })
}

await run({ redlock })
