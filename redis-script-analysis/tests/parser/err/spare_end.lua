if KEYS[1] then
  return 1
end
end
return 0
