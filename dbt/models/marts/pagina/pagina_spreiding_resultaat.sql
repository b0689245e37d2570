{{ spreiding_van('resultaat') }}
