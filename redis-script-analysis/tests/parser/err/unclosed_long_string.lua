local a = [[
  one
return a
