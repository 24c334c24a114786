"""Words that mean the same, in one language and in both: edited ones and learned ones."""
