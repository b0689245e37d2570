{{ spreiding_van('duur') }}
