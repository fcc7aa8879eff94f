-- @const LIMIT: integer = 3
-- @const PREFIX: string
local count = redis.call('INCR', KEYS[1])
if count > LIMIT then
  error('over the limit')
end
return PREFIX .. count
