-- contract: keys=0 params=a
return (ARGV[0] or 'nobody') .. ARGV[1]
