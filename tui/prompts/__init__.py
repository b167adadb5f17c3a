"""Questions that the program asks at the foot of the screen: a line with its completions, one key, a note."""
