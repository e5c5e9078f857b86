"""What a person brings stays here, encrypted: the only place with SQL and with keys.

``archive`` is the door; ``keys`` says how it is unlocked, ``errors`` what can stand in the way.
Nothing heavy is loaded before a store is opened.
"""
