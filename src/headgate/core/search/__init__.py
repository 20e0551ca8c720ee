"""The one index of words: which records hold a word that begins so, kept by the write path."""
