"""The front page, lists of the values that articles can be chosen by, and the manual."""
