from challenges.admin import annex, challenge, introduction, life, match, registration, response, session, visit

__all__ = ["annex", "challenge", "introduction", "life", "match", "registration", "response", "session", "visit"]
