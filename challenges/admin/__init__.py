from challenges.admin import challenge, life, match, response, session, visit

__all__ = ["challenge", "life", "match", "response", "session", "visit"]
