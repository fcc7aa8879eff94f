-- KEYS[1] = key
return 'café' .. KEYS[1]
