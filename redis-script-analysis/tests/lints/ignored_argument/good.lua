-- contract: keys=0 params=size
return ('x,'):rep(3) .. math.log(ARGV[1]) / math.log(2)
