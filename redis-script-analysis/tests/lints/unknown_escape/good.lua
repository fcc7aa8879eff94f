-- contract: keys=1 params=key
local all = "\a\b\f\n\r\t\v\\\"\'\65\065\0 \
next line"
local slash = '\/'
local raw = [[\x41 \d]]
return redis.call('SET', KEYS[1], all .. slash .. raw .. 'x') -- "\x"
