"""Records from files that other people made: JSON lines or CSV, plain or gzipped.

RecordFile(path)    iterates over Record and Refusal, each with its line number; a bad line never ends the reading
UnreadableFile      raised where there is nothing to read at all; its text says why
values              what a field must look like, and BadValue with the reason where it does not
"""
