-- Only within the scripts that include it is `rcall` known.
local function count(key)
  return rcall('INCRR', key) + missing
end
