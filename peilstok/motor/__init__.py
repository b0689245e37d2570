"""Other databases than the warehouse: what they are handed (contract chapter 7)."""
