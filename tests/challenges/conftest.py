from hypothesis import settings

# No deadline: a busy machine is not a slow engine.
settings.register_profile("engine", deadline=None, max_examples=60)
settings.load_profile("engine")
