for i in 1, 3 do end
for i = 1 do end
for 1 = 2 do end
for k v in pairs(KEYS) do end
return 1
