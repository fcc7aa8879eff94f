-- The server's clock.

local function seconds()
  return tonumber(redis.call('TIME')[1])
end

local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
