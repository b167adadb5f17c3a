"""The reader's parts: the open document's state, what is under the cursor, acts, prompts, the status line."""
