if ARGV[1] == 'a' then
  return 1
else if ARGV[1] == 'b' then
  return 2
end
return 3
