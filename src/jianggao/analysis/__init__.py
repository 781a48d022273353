"""What a speech says: quotations, and the other things read off a parsed speech."""
