"""Rate limiters of PyPI: `python3 rate_limit.py PORT NAME` makes calls of one of them."""

import limits
import pyrate_limiter
import throttled
from limits import strategies

from record import LIMIT, URL, WINDOW_S, connect, limiter, run


def of_limits(strategy):
    item = limits.RateLimitItemPerSecond(LIMIT, WINDOW_S)
    rate_limiter = strategy(limits.storage.storage_from_string(URL))
    limiter(lambda subject: rate_limiter.hit(item, subject))


def of_throttled(algorithm):
    quota = throttled.rate_limiter.per_hour(LIMIT, burst=LIMIT)
    throttle = throttled.Throttled(using=algorithm, quota=quota, store=throttled.store.RedisStore(server=URL))
    limiter(lambda subject: not throttle.limit(subject).limited)


def pyrate():
    buckets = {}

    def ask(subject):
        if subject not in buckets:
            rates = [pyrate_limiter.Rate(LIMIT, WINDOW_S * 1000)]
            buckets[subject] = pyrate_limiter.RedisBucket.init(rates, connect(), subject)
        bucket = buckets[subject]
        return bool(bucket.put(pyrate_limiter.RateItem(subject, bucket.now())))

    limiter(ask)


run(
    {
        "limits-fixed": lambda: of_limits(strategies.FixedWindowRateLimiter),
        "limits-moving": lambda: of_limits(strategies.MovingWindowRateLimiter),
        "limits-sliding": lambda: of_limits(strategies.SlidingWindowCounterRateLimiter),
        "throttled-gcra": lambda: of_throttled("gcra"),
        "throttled-sliding-window": lambda: of_throttled("sliding_window"),
        "throttled-token-bucket": lambda: of_throttled("token_bucket"),
        "throttled-leaking-bucket": lambda: of_throttled("leaking_bucket"),
        "pyrate-limiter": pyrate,
    }
)
