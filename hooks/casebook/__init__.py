"""The core of the Solidarity Casebook: it reads, checks and links cases and renders them as articles."""
