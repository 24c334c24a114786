"""Dictionary of the analyser: words of the archive that it breaks, found, proposed and added."""
