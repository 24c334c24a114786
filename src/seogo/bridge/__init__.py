"""Words that mean the same: edited ones, and in later versions learned ones."""
