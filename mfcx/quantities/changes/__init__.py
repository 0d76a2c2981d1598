"""Which quantities tell a change, and by how much: «на 34 больше», «снизилось в 5 раз», «103 % к маю»."""
