-- contract: keys=1 args=1..=3 params=key,operation,rest..
if ARGV[1] == 'set' then
  return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3] or 60)
end
return redis.call('DEL', KEYS[1])
