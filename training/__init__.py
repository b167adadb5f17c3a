"""How the models that ship with briefreader are made from the corpus, and how good they are."""
