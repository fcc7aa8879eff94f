"""What the drivers in Python share: calls of a package's own functions, in steps that the recorder between it and the server sees."""

import sys

import redis

LIMIT = 100
WINDOW_S = 3600
LOCKS = 200
LEASE_S = 60

SUBJECT = "user00042"

URL = f"redis://127.0.0.1:{sys.argv[1]}"


def connect():
    return redis.Redis.from_url(URL)


marks = connect()


def step(name, granted, count, call):
    """So many calls, all of which must be granted, or refused."""
    marks.echo(f"step {name} {'granted' if granted else 'refused'} {count}")
    for i in range(count):
        if call(i) != granted:
            sys.exit(f"call {i + 1} of the step {name} was {'refused' if granted else 'granted'}")


def limiter(ask):
    """`ask` says whether a request of this subject may pass."""
    ask("warm-up")
    step("admitted", True, LIMIT, lambda _: ask(SUBJECT))
    step("rejected", False, LIMIT, lambda _: ask(SUBJECT))


def lock(make, acquire, extend, release):
    """`make` makes the lock of this name, and the others say of a lock if they did it."""
    first = make("warm-up")
    acquire(first), extend(first), release(first)
    locks = [make(f"lock{i}") for i in range(LOCKS)]
    others = [make(f"lock{i}") for i in range(LOCKS)]
    step("acquire", True, LOCKS, lambda i: acquire(locks[i]))
    step("held", False, LOCKS, lambda i: acquire(others[i]))
    step("extend", True, LOCKS, lambda i: extend(locks[i]))
    step("release", True, LOCKS, lambda i: release(locks[i]))


def run(contenders):
    """Runs the one that the command line names."""
    contenders[sys.argv[2]]()
