"""What a reader wrote, as a tree; and what an engine is asked."""
