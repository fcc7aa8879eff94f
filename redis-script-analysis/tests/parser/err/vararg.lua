local function f(a)
  return ...
end
return f(1)
