"""Lists of addresses: what the many programs that keep them call the same things."""
