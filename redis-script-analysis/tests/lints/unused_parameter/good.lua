-- contract: keys=1.. params=key,others..,value,last
local value = table.remove(ARGV, 1)
for _, key in ipairs(KEYS) do
  redis.call('SET', key, value .. ARGV[#ARGV])
end
return 1
