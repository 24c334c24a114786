"""Backups and exports of blogs, in which each post is an item."""
