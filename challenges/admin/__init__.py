from challenges.admin import challenge, introduction, life, match, response, session, visit

__all__ = ["challenge", "introduction", "life", "match", "response", "session", "visit"]
