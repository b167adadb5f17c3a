"""Text and all that is said of it: documents, readings, annotations, with no screen in sight."""
