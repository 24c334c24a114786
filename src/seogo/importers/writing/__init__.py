"""Writing: items become article files, unless the archive has them already; nothing is overwritten."""
