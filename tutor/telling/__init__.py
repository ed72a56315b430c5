"""From a derivation to words: which steps are told, in which sentences."""
