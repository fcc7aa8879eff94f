-- contract: keys=1 params=key,flag
if ARGV[1] == 'yes' then
  chosen = redis.call('GET', KEYS[1])
end
total = total + 1
first, second = 1, 2
function later() return later and 1 end
for _ = 1, 2 do
  round = 1
  redis.log(redis.LOG_NOTICE, round)
end
return {chosen, total, first, second, later(), redis.call('GET', KEYS[1])}
