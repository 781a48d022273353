"""A file or bytes to a `Source`: encodings, the publisher's markers, line breaks."""
