"""Locks of PyPI: `python3 lock.py PORT NAME` makes calls of one of them."""

import redis_lock

from record import LEASE_S, connect, lock, run


def of_redis():
    con = connect()
    lock(
        lambda name: con.lock(name, timeout=LEASE_S),
        lambda lock: lock.acquire(blocking=False),
        lambda lock: lock.extend(LEASE_S, replace_ttl=True),
        lambda lock: lock.release() is None,
    )


def of_redis_lock():
    con = connect()
    lock(
        lambda name: redis_lock.Lock(con, name, expire=LEASE_S),
        lambda lock: lock.acquire(blocking=False),
        lambda lock: lock.extend() is None,
        lambda lock: lock.release() is None,
    )


run({"redis": of_redis, "python-redis-lock": of_redis_lock})
