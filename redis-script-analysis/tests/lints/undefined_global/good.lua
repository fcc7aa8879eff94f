-- contract: keys=0 params=a
local function sum(...)
  local total = 0
  for i = 1, arg.n do
    total = total + arg[i]
  end
  return total
end
local ok = pcall(function() return maybe_there end)
local goto, continue = 1, 2
if server and newproxy then
  return os.clock()
end
return {sum(goto, continue, ARGV[1]), rawget(_G, 'maybe_there'), bit.band(1, 2)}
