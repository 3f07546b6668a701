"""What pages show, made from rows at hand: no writes, and queries only where a name says so (`*_of`, `load`)."""
