-- contract: keys=1 params=prefix,ids..
local jobs = {}
for _, id in ipairs(ARGV) do
  local job = redis.call('HMGET', KEYS[1] .. id, 'name', 'data')
  if job[1] then jobs[#jobs + 1] = job[1] .. job[2] end
end
local function add(ids)
  for _, id in ipairs(ids) do
    local key = KEYS[1] .. id
    local name, data = unpack(redis.call('HMGET', key, 'name', 'data'))
    if not name or name == false then
      redis.call('DEL', key)
    else
      redis.call('HSET', key, 'state', 'done')
      jobs[#jobs + 1] = name .. data
    end
  end
end
add(ARGV)
return jobs
