"""What must hold at the borders of the house: raw in, marts out, and the agreed norms."""
