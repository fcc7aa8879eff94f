-- @const UNREAD: integer = 5
-- @const SET: integer = 5
return redis.call('GET', KEYS[1]) or ''
