"""Output of the command line for people: colour and a progress bar on a terminal, plain lines elsewhere."""
