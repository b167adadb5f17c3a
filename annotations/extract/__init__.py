"""Document -> Reading: a pipeline of small steps, each a pure function of text and earlier layers."""
