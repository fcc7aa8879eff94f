-- contract: keys=1 params=key,operation
local operations = {
  set = function(key) return redis.call('SET', key, ARGV[2]) end,
  append = function(key) return redis.call('APPEND', key, ARGV[2]) end,
  delete = function(key) return redis.call('DEL', key) end,
}
local run = operations[ARGV[1]]
if not run then
  return redis.error_reply('ERR no such operation')
end
return run(KEYS[1])
