local function f(a, b
  return a
end
local function (x) return x end
function g end
