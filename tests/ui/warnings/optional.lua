local limit = ARGV[2] or 60
if KEYS[2] then
  redis.call('DEL', KEYS[2])
end
return redis.call('SET', KEYS[1], ARGV[1], 'EX', limit)
