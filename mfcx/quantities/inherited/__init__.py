"""What a number counts that has no noun beside it: «Из них 19», «Осталось 4», «11 и 29 соответственно»."""
