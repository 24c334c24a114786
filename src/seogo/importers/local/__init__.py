"""What stands beside articles in their source: its files, and how texts refer to them outside of code."""
