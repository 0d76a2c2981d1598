"""Numbers as such, before anybody asks what they count: «1 599 059», «12 млн», «двести», «полтора»."""
