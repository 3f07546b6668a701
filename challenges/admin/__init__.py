from challenges.admin import challenge, match, response, session, visit

__all__ = ["challenge", "match", "response", "session", "visit"]
