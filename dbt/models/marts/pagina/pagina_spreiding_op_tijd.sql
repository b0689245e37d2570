{{ spreiding_van('op_tijd') }}
