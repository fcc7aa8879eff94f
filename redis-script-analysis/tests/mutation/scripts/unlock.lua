-- contract: keys=1 params=lock:str,token:str reply=bool
-- Gives a lock back, if it is still ours.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
