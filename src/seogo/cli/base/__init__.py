"""Parts that all commands share: the group, options, help."""
