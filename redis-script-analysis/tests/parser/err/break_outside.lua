local function f()
  break
end
while true do
  local function g() break end
end
