"""What the rules of integration share: the table, the forms of integrands, the search for the shortest way."""
