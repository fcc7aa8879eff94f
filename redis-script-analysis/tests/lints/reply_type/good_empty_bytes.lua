-- contract: keys=1 params=key reply=Vec<u8>
if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
return {1, 255, true}
