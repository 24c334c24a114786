"""Words over time: how often articles have them, where they come up first, and which words go with them."""
