from challenges.admin import annex, challenge, introduction, life, match, response, session, visit

__all__ = ["annex", "challenge", "introduction", "life", "match", "response", "session", "visit"]
