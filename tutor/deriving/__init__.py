"""From a problem to its derivation: the engine, the rules, the kinds, the evidence."""
