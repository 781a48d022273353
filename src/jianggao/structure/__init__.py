"""`Source` to `Speech`: paragraphs, head, marks, outline, frame."""
