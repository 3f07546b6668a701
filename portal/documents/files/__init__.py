"""What a file is, judged by its content, and a name for it that is safe anywhere. Plain Python."""
