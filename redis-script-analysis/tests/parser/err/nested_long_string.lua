return [[ a [[ b ]]
