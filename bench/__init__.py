"""Benchmarks: ratios measured in one run on one machine, never times asserted in a test."""
