-- contract: keys=1 params=key
local members = redis.call('ZRANGE', KEYS[1], 0, -1)
local last = members[#members]
local own = {}
for i = 1, #members do
  own[#own + 1] = members[i]
  if members[i] == members[i - 1] then return false end
end
for i = 0, #members do
  if i > 0 then redis.log(redis.LOG_NOTICE, members[i]) end
end
for i = #members, 1, -1 do
  redis.log(redis.LOG_NOTICE, members[i])
end
return {last, own[#own], members[#members % 2], members[redis.call('ZCARD', KEYS[1])]}
