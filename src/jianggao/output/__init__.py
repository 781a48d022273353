"""Results to text: exported documents, outlines, the terminal."""
