-- contract: keys=1 params=part
-- Each of these has another hash tag than KEYS[1].
redis.call('GET', ARGV[1] .. '{' .. KEYS[1] .. '}:x')
redis.call('GET', '{a' .. KEYS[1] .. '}:x')
redis.call('GET', '{' .. KEYS[1] .. 'a}:x')
redis.call('GET', '{x}{' .. KEYS[1] .. '}:x')
redis.call('GET', string.format('{%s-%s}', KEYS[1], ARGV[1]))
redis.call('GET', string.format('{%10s}', KEYS[1]))
redis.call('GET', table.concat({'{', KEYS[1], '}'}, ':'))
return redis.call('GET', KEYS[1]:match('^(.*)}'))
