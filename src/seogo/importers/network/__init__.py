"""What fetching stands on: which addresses are public, and connections that end in time."""
