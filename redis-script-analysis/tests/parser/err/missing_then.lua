local n = 1
if n > 0
  return 1
end
if n = 2 then
  return 2
end
return 0
