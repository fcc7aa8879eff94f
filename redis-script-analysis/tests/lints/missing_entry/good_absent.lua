-- contract: keys=0..=1 args=1..=2 params=others..,operation,rest..
-- An entry that no call passes is nil, so that nothing leads past its test.
local extra = ARGV[2]
if extra and extra ~= '' then
  return redis.call('SET', KEYS[1] or 'all', extra)
end
if not ARGV[1] then
  return ARGV[3]
end
return ARGV[1]
