-- contract: keys=0
cjson.encode_sparse_array(true)
return cjson.encode({[1] = 'a', [5000] = 'b'})
