local function amount(text)
  return tonumber(text) or error('not a number')
end

local function unused()
  return amount('1')
end
