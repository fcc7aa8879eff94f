-- contract: keys=2 params=board:str,names:str,first:i64,last:i64 reply=String
-- One page of a board as JSON, with the names of the players.
local rows = redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2], 'REV', 'WITHSCORES')
local page = {}
for i = 1, #rows, 2 do
  local name = redis.call('HGET', KEYS[2], rows[i])
  if not name then
    name = 'unknown'
  end
  page[#page + 1] = {player = rows[i], name = name, score = tonumber(rows[i + 1])}
end
if #page == 0 then
  return '[]'
end
return cjson.encode(page)
