-- contract: keys=2 params=from,to
-- The reply is never nil, which is a finding of its own.
if redis.call('GET', KEYS[1]) ~= nil then
  redis.call('DEL', KEYS[2])
end
return 1
