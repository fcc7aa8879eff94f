-- contract: keys=1 params=key
return {server.SERVER_NAME, os.clock()}
