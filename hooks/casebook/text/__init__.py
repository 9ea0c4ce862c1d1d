"""The ground floor: words, dates, web addresses and place names, with nothing of the project in them."""
