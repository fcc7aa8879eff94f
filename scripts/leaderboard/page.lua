-- Reads some members in the order of their ranks.
--
-- KEYS[1] = key of the scores, as in submit.lua
-- ARGV[1] = rank of the first one, from 0
-- ARGV[2] = rank of the last one
-- ARGV[3] = 1, or -1 if the callers' scores are the negative of these: what is returned first
-- Returns ARGV[3], how many members there are, ARGV[1], and those of the page, each as stamp and name, and score.

local members = redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2], 'WITHSCORES')
return {ARGV[3] + 0, redis.call('ZCARD', KEYS[1]), ARGV[1] + 0, members}
