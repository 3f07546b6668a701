from challenges.admin import challenge, match, session, visit

__all__ = ["challenge", "match", "session", "visit"]
