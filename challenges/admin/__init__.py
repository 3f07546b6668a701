from challenges.admin import challenge, match, session

__all__ = ["challenge", "match", "session"]
