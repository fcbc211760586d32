"""The checks of the house: budgets, rules, import contracts, and one command for all of them."""
