-- @const MAX_BATCH: integer = 500
-- @const PREFIX: string
-- @const RATE: number = 0.5
-- @const TRACE: boolean = false
if TRACE then redis.log(redis.LOG_DEBUG, PREFIX) end
return tostring(MAX_BATCH * RATE) .. (redis.call('GET', PREFIX .. KEYS[1]) or '')
