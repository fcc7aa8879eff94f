local rcall = redis.call
--- @include "lib/shared"
return count(KEYS[1])
