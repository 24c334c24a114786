"""Text that is proposed to who types: completions, spelling corrections, and other queries (did you mean)."""
