"""The pages of the site, kind by kind."""
