-- contract: keys=1..=2 args=1..=3 params=key,others..,operation,rest..
if KEYS[2] then
  redis.call('DEL', KEYS[2])
end
if ARGV[1] == 'set' then
  return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3] or 60)
end
return redis.call('GET', KEYS[1])
