"""What the command line prints for people: colour and a progress bar on a terminal, plain lines elsewhere."""
