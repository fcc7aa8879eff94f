-- Integers as strings of digits.

-- The digits of an integer before its last ten, and these, both with its sign: one number would lose digits above 2^53.
local function parts(integer)
  local sign, digits = 1, integer
  if integer:sub(1, 1) == '-' then
    sign, digits = -1, integer:sub(2)
  end
  return sign * (tonumber(digits:sub(1, -11)) or 0), sign * digits:sub(-10)
end

local function is_greater(left, right)
  if #left < 16 and #right < 16 then
    return left + 0 > right + 0
  end
  local left_upper, left_lower = parts(left)
  local right_upper, right_lower = parts(right)
  return left_upper > right_upper or left_upper == right_upper and left_lower > right_lower
end
