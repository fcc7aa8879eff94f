-- contract: keys=2 params=from,to
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('DEL', KEYS[2])
end
return 1
