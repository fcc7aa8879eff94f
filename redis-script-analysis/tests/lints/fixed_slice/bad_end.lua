-- contract: keys=1 args=1..=4 params=key,operation,rest..
if ARGV[1] == 'set' then
  return redis.call('SET', KEYS[1], ARGV[2])
end
return redis.call('DEL', KEYS[1])
