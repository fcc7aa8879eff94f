local value = redis.call('GET', KEYS[1])
if not value then
  return erorr('no value')
end
print(value)
return os.execute(value)
