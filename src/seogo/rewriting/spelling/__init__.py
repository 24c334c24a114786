"""Words in another spelling: irregular forms of English and both sides of the ocean, hyphens, dots and points, umlauts."""
