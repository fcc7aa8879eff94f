-- @const TTL: integer = 60
return redis.call('SET', KEYS[1], ARGV[1], 'EX', TTL)
