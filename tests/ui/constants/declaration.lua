-- @const A: int = 5
-- @const B integer
-- @const end: integer
-- @const ARGV: string
--- @const C: integer = "5"
--- @const D: integer = 1.5
--- @const E: integer = -9007199254740993
--- @const F: number = 1e999
--- @const G: string = "unfinished
--- @const H: boolean = nil
--- @const I: boolean = true or false
--- @const J:
--- @const
--- @const K: string = 'x' -- a remark
local x = K --- @const K: string = 'y'
--- @const L: integer = 2 * 3
--- @const M: strin
return x
